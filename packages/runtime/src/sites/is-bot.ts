/** Words of crawlers, previews, monitors, scripts and driven browsers in what they call themselves. */
const MACHINES =
  /bot\b|bot[/;) _-]|crawl|spider|slurp|headless|phantomjs|selenium|puppeteer|playwright|lighthouse|pagespeed|pingdom|gtmetrix|uptime|monitor|facebookexternalhit|whatsapp\/|preview|scanner|curl\/|wget|python|^java\/|go-http|axios|node-fetch|undici|okhttp|libwww|httpclient|scrapy|ahrefs|semrush|bingpreview|mediapartners|feedfetcher/i;

/** Whether nobody sits before it: no name at all, the name of a machine, or a browser that says it is driven. */
export function isBot(userAgent: string | undefined, context: Readonly<Record<string, unknown>> = {}): boolean {
  if (!userAgent || userAgent.length < 10) return true;
  return MACHINES.test(userAgent) || context.webdriver === true;
}
