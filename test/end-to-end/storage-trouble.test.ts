import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { emailOf, orderBody } from '../support/crash/send-orders';
import { journeyOf, mail as mailNode, onEvents, wait } from '../support/journey';
import { startMailServer } from '../support/mail-server';
import { serverProcess, type ServerProcess } from '../support/server-process';
import { smallDisk } from '../support/small-disk';
import { RECORDED_SECRET, signed } from '../support/woocommerce-recordings';

jest.setTimeout(120_000);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** A server with one journey: each order brings one mail, after a short wait. */
async function startShop(env: Record<string, string> = {}) {
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
  const journey = journeyOf([onEvents('order.placed'), wait(1, 'seconds'), mailNode('Thank you')]);
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

type Shop = Awaited<ReturnType<typeof startShop>>;

describe('while another process writes to the SQLite file', () => {
  let shop: Shop;
  let other: DatabaseSync;
  beforeEach(async () => {
    shop = await startShop();
    other = new DatabaseSync(path.join(shop.server.data, 'aftercart.sqlite'));
  });
  afterEach(async () => {
    other.close();
    await shop.close();
  });

  test('orders wait for it, all else is answered, and each order brings its mail', async () => {
    await shop.deliver(numbers(1, 5));
    other.exec('BEGIN IMMEDIATE');
    const delivering = shop.deliver(numbers(6, 20));
    for (let times = 0; times < 3; times += 1) {
      await pause(400);
      expect(await shop.healthAnswersWithin(1_000)).toBe(true);
    }
    other.exec('COMMIT');
    expect(await delivering).toMatchObject({ refused: [] });
    await shop.expectMails(numbers(1, 25));
  });

  test('orders that waited for too long are refused, and taken when they come again', async () => {
    await shop.deliver(numbers(1, 5));
    other.exec('BEGIN IMMEDIATE');
    const { stored, refused, codes } = await shop.deliver(numbers(6, 20));
    expect({ stored, codes }).toEqual({ stored: [], codes: ['DATABASE_WRITE_FAILED'] });
    other.exec('COMMIT');
    expect(await shop.deliver(refused)).toMatchObject({ refused: [] });
    await shop.expectMails(numbers(1, 25));
  });
});

const disk = smallDisk(48);
if (!disk) {
  const instead = 'The store alone is tested with a full file in test/runtime/db/database.test.ts.';
  process.stderr.write(`\n*** SKIPPED: A FULL DISK *** No disk can be mounted here. ${instead}\n\n`);
}
afterAll(() => disk?.remove());

(disk ? describe : describe.skip)('while the disk is full', () => {
  let shop: Shop;
  beforeAll(async () => (shop = await startShop({ AFTERCART_DATA: disk!.folder })));
  afterAll(async () => await shop.close());

  test('orders are refused, the server stays up, and once there is room again nothing is missing or doubled', async () => {
    const before = await shop.deliver(numbers(1, 10));
    expect(before.refused).toEqual([]);
    disk!.fill();
    const stored: number[] = [];
    const refused: number[] = [];
    const codes = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      const during = await shop.deliver(numbers(100 + round * 10, 10));
      stored.push(...during.stored);
      refused.push(...during.refused);
      for (const code of during.codes) codes.add(code);
      await pause(400);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect([...codes]).toEqual(['DATABASE_WRITE_FAILED']);
    expect(await shop.healthAnswersWithin(3_000)).toBe(true);

    disk!.free();
    expect(await shop.deliver(refused)).toMatchObject({ refused: [] });
    await shop.expectMails([...before.stored, ...stored, ...refused]);
  });
});
