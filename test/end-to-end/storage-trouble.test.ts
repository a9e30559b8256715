import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { numbers, pause, startShop, type Shop } from '../support/mail-shop';
import { smallDisk } from '../support/small-disk';

jest.setTimeout(120_000);

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
  beforeAll(async () => (shop = await startShop({ env: { AFTERCART_DATA: disk!.folder } })));
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
