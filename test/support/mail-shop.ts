import { readAll } from './crash/read-all';
import { emailOf, orderBody } from './crash/send-orders';
import { journeyOf, mail as mailNode, onEvents, wait, type JourneyNode } from './journey';
import { startMailServer } from './mail-server';
import { serverProcess, type ServerProcess } from './server-process';
import { RECORDED_SECRET, signed } from './woocommerce-recordings';

export interface ShopOptions {
  readonly env?: Record<string, string>;
  readonly waits?: JourneyNode;
}

export type Shop = Awaited<ReturnType<typeof startShop>>;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
export const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** A server with one journey: each order brings one mail, after a wait (a second, where none is given). */
export async function startShop({ env = {}, waits = wait(1, 'seconds') }: ShopOptions = {}) {
  const mail = await startMailServer();
  const server: ServerProcess = await serverProcess({ AFTERCART_SMTP_URL: mail.url, ...env });
  const { body: shop } = await server.api('POST', '/shops', {
    type: 'woocommerce',
    name: 'Olive & Co',
    url: 'http://127.0.0.1:18080',
    consumerKey: 'ck_test',
    consumerSecret: 'cs_test',
    webhookSecret: RECORDED_SECRET,
  });
  const journey = journeyOf([onEvents('order.placed'), waits, mailNode('Thank you')]);
  const { body: workflow } = await server.api('POST', '/workflows', journey);
  expect((await server.api('POST', `/workflows/${workflow.id}/activate`)).status).toBe(200);

  /** Delivers orders together. @returns those that were acknowledged, those that were not, and the codes of these */
  async function deliver(orders: readonly number[]) {
    const [stored, refused, codes] = [[] as number[], [] as number[], new Set<string>()];
    await Promise.all(
      orders.map(async (order) => {
        const { headers, rawBody } = signed('order.created', orderBody(order));
        const answer = await fetch(shop.webhookUrl as string, {
          method: 'POST',
          headers: headers as Record<string, string>,
          body: new Uint8Array(rawBody),
        });
        const body = (await answer.json()) as { accepted?: boolean; code?: string };
        if (answer.status === 200 && body.accepted === true) stored.push(order);
        else {
          expect(answer.status).toBe(503);
          codes.add(String(body.code));
          refused.push(order);
        }
      }),
    );
    return { stored, refused, codes: [...codes] };
  }

  return {
    server,
    deliver,

    /** Resolves once so many contacts wait. */
    async untilWaiting(count: number): Promise<void> {
      for (let looks = 0; looks < 600; looks += 1) {
        if ((await readAll(server, '/executions?status=waiting')).length === count) return;
        await pause(100);
      }
      throw new Error(`Not all of ${count} contacts came to their wait`);
    },

    /** Each of these orders has brought its mail, and no order a second one. */
    async expectMails(orders: readonly number[]): Promise<void> {
      await mail.received(orders.length, 60_000);
      await pause(1_500);
      const to = mail.mails.map(({ to: address }) => (address as { text: string }).text);
      expect(to.sort()).toEqual(orders.map(emailOf).sort());
    },

    async healthAnswersWithin(milliseconds: number): Promise<boolean> {
      const answer = await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(milliseconds) });
      return answer.ok;
    },

    async close(): Promise<void> {
      await server.close();
      await mail.close();
    },
  };
}
