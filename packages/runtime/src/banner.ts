import type { App } from './app';

type Started = Awaited<ReturnType<App['start']>>;

/** What a person at the terminal needs to know: what runs where, and what to do next. */
export function banner({ config, mail }: Pick<App, 'config' | 'mail'>, { url, demo }: Started): string {
  const mailTo = mail === 'smtp' ? `by SMTP, from ${config.mailFrom}` : `kept in the built-in mailbox, ${url}/mailbox`;
  const database = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : 'Postgres';
  const lines = [
    '',
    `  Aftercart runs at ${url}`,
    '',
    `  API       ${url}/api/v1   (described at ${url}/api/docs)`,
    `  API key   ${config.apiKey === undefined ? `in ${config.dataFolder}/api-key` : 'from AFTERCART_API_KEY'}   (header X-N8N-API-KEY)`,
    `  Mail      ${mailTo}`,
    `  Data      ${database}`,
    '',
    ...(demo ? demoLines(url, demo) : nextLines(config.publicUrl)),
    '',
  ];
  return lines.join('\n');
}

function demoLines(url: string, demo: NonNullable<Started['demo']>): string[] {
  return [
    '  Demo: a sample shop is connected, and the welcome journey is live. Next, in another terminal:',
    '',
    '    npm run demo:order            a first order comes in: look at the mailbox',
    '    npm run demo:order -- --lang he',
    '',
    `  It posts a signed order to ${demo.webhookUrl}`,
    `  and prints the same as a curl command. Start with AFTERCART_DEMO=false for an empty server (${url}).`,
  ];
}

function nextLines(publicUrl: string): string[] {
  return [
    '  Next: connect a shop with POST /api/v1/shops, add the webhook URL that it answers to your WooCommerce',
    `  (it must reach ${publicUrl}), then import a journey: npx aftercart import:workflow --input=workflows/welcome-series.json`,
  ];
}
