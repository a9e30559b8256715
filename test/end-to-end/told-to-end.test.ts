import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { wait } from '../support/journey';
import { numbers, pause, startShop, type Shop } from '../support/mail-shop';

jest.setTimeout(240_000);

const CONTACTS = 240;
/** A container is killed ten seconds after it was told to end; the machine of a test may be slow. */
const LONGEST_END = 20_000;

describe('a server that is told to end while hundreds of contacts fall due', () => {
  let shop: Shop;
  beforeAll(async () => (shop = await startShop({ waits: wait(1, 'days') })));
  afterAll(async () => await shop.close());

  test('ends in time, and those who come after it send what is left: each contact gets one mail', async () => {
    for (let first = 1; first <= CONTACTS; first += 40) {
      expect(await shop.deliver(numbers(first, 40))).toMatchObject({ refused: [] });
    }
    await shop.untilWaiting(CONTACTS);
    expect(await shop.server.stop()).toBe(0);
    const file = new DatabaseSync(path.join(shop.server.data, 'aftercart.sqlite'));
    file.exec(`UPDATE execution SET wake_at = ${Date.now()} WHERE status = 'waiting'`);
    file.close();

    for (const life of [50, 150, 400]) {
      await shop.server.start();
      await pause(life);
      const toldAt = performance.now();
      expect(await shop.server.stop()).toBe(0);
      expect(performance.now() - toldAt).toBeLessThan(LONGEST_END);
    }
    await shop.server.start();
    await shop.expectMails(numbers(1, CONTACTS));
    expect((await shop.server.api('GET', '/dead-letters')).body.data).toEqual([]);
  });
});
