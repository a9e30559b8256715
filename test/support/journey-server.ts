import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { WebhookRequest } from '../../packages/runtime/src/shops';
import { startMailServer } from './mail-server';
import { movableClock } from './movable-clock';
import { serverProcess } from './server-process';
import { RECORDED_SECRET } from './woocommerce-recordings';

/** A machine that is busy with other tests takes its time. */
const PATIENCE_MS = 120_000;
const WORKFLOWS = path.resolve(__dirname, '../../workflows');

/** The real server with a mail server, a shop whose requests were recorded, and a clock that can be moved. */
export async function journeyServer() {
  const mail = await startMailServer();
  const clock = movableClock();
  const server = await serverProcess({ AFTERCART_SMTP_URL: mail.url, ...clock.env });
  // The recorded orders hold no consent: who buys may be written to here.
  const { status } = await server.api('PATCH', '/consent-settings', { customerException: true });
  if (status !== 200) throw new Error(`The consent settings were not taken: ${status}`);
  let webhookUrl = '';
  const live: string[] = [];

  return {
    server,
    mails: mail.mails,
    /** Resolves with the mails once there are so many. */
    received: async (count: number) => await mail.received(count, PATIENCE_MS),
    pass: clock.pass,

    async connectShop(settings: { readonly locale?: string; readonly deliveredStatus?: string } = {}): Promise<void> {
      const { body } = await server.api('POST', '/shops', {
        type: 'woocommerce',
        name: 'Olive & Co',
        url: 'http://127.0.0.1:18080',
        consumerKey: 'ck_test',
        consumerSecret: 'cs_test',
        webhookSecret: RECORDED_SECRET,
        ...settings,
      });
      webhookUrl = body.webhookUrl;
    },

    /** Makes a ready-made journey live, as it ships. @returns its id */
    async activate(name: string): Promise<string> {
      const journey = JSON.parse(readFileSync(path.join(WORKFLOWS, `${name}.json`), 'utf8')) as object;
      const { body } = await server.api('POST', '/workflows', journey);
      const { status: activated } = await server.api('POST', `/workflows/${body.id}/activate`);
      if (activated !== 200) throw new Error(`${name} could not be activated: ${activated}`);
      live.push(body.id);
      return body.id;
    },

    /** Nobody enters any of them any more, and nothing that was sent is remembered. */
    async forget(): Promise<void> {
      for (const id of live.splice(0)) await server.api('POST', `/workflows/${id}/deactivate`);
      mail.mails.splice(0);
    },

    /** The shop posts a webhook. */
    async post({ headers, rawBody }: WebhookRequest): Promise<{ status: number; body: any }> {
      const {
        host: _host,
        connection: _connection,
        'content-length': _length,
        ...kept
      } = headers as Record<string, string>;
      const response = await fetch(webhookUrl, { method: 'POST', headers: kept, body: new Uint8Array(rawBody) });
      return { status: response.status, body: await response.json() };
    },

    /** The nodes that the latest execution has taken. */
    async pathOf(workflow: string): Promise<string[]> {
      const { body } = await server.api('GET', `/executions?workflowId=${workflow}&includeData=true`);
      return Object.keys(body.data[0].data.resultData.runData as object);
    },

    /** Resolves once the latest execution stands so: `waiting`, `success`. */
    async stands(workflow: string, wanted: string): Promise<void> {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const { body } = await server.api('GET', `/executions?workflowId=${workflow}`);
        const found: unknown = body.data[0]?.status;
        if (found === wanted) return;
        if (Date.now() > deadline) throw new Error(`The execution is ${String(found)}, not ${wanted}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },

    async close(): Promise<void> {
      await server.close();
      await mail.close();
      clock.close();
    },
  };
}

export type JourneyServer = Awaited<ReturnType<typeof journeyServer>>;
