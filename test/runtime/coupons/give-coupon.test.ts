import { Coupons, giveCoupon, PoolStore, type PoolDraft } from '../../../packages/runtime/src/coupons';
import type { Database } from '../../../packages/runtime/src/db';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty, untilAnotherWriteWaits } from '../../support/databases';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const plain = (...codes: string[]) => codes.map((code) => ({ code, expiresAt: null }));

describe.each(databases())('giving coupons on %s', (_name, open) => {
  let database: Database;
  let pools: PoolStore;
  let coupons: Coupons;
  const warnings: unknown[] = [];
  const logger = { ...silentLogger, warn: (facts: object) => void warnings.push(facts) };
  const clock = { now: () => NOW };

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    warnings.length = 0;
    pools = new PoolStore(database, clock);
    coupons = new Coupons({ database, clock, logger, secret: 'of a test', createAtShop: () => Promise.resolve(null) });
    await database.write(async (tx) => {
      await tx.run(`INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'W', 'UTC', 'en', 1)`);
      for (let id = 1; id <= 20; id += 1) {
        await tx.run(
          `INSERT INTO contact (id, workspace, email, attributes, created_at, updated_at) VALUES (?, 1, ?, '{}', 1, 1)`,
          [id, `c${id}@example.com`],
        );
      }
    });
  });
  afterAll(() => database.close());

  const pool = async (codes: Parameters<PoolStore['fill']>[2], draft: Partial<PoolDraft> = {}) => {
    const { id } = await pools.create(1, {
      ...{ name: 'Welcome', maxPerContact: 1, lowStock: null, expiresAt: null },
      ...draft,
    });
    await pools.fill(1, id, codes);
    return id;
  };
  const ask = (contact: number, key: string) => coupons.give({ workspace: 1, pool: 'Welcome', contact, key });

  test('a contact whose journey is run again after a crash gets the same code, and no second one', async () => {
    const id = await pool(plain('A', 'B'));
    expect(await ask(1, 'one')).toEqual({ code: 'A', expiresAt: null, reason: 'given' });
    expect(await ask(1, 'one')).toEqual({ code: 'A', expiresAt: null, reason: 'again' });
    expect(await pools.get(1, id)).toMatchObject({ left: 1, given: 1 });
  });

  test('contacts who ask all at once get a code each, and those who come too late none', async () => {
    await pool(plain(...Array.from({ length: 15 }, (_, index) => `C${index}`)));
    const receipts = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index + 1, `key ${index}`)));
    const given = receipts.flatMap(({ code }) => code ?? []);
    expect(new Set(given).size).toBe(given.length);
    // Whoever meets a code that is being given passes it by; what is left then is given to the next.
    expect(given.length).toBe(15);
    expect(receipts.filter(({ reason }) => reason === 'exhausted')).toHaveLength(5);
  });

  test('a code that another process is giving away is passed by, and stays there when that one fails', async () => {
    await pool(plain('A', 'B'));
    const first = database.write(async (tx) => {
      const request = { workspace: 1, pool: 'Welcome', contact: 1, key: 'one' };
      await giveCoupon(tx, request, { now: NOW, logger });
      if (database.dialect === 'postgres') expect(await ask(2, 'two')).toMatchObject({ code: 'B' });
      throw new Error('it dies');
    });
    await expect(first).rejects.toThrow('it dies');
    expect(await ask(3, 'three')).toMatchObject({ code: 'A', reason: 'given' });
  });

  test('a contact who asks in two journeys at once gets one code where one is the most', async () => {
    await pool(plain('A', 'B'));
    let onGiven = (): void => undefined;
    const given = new Promise<void>((resolve) => (onGiven = resolve));
    const first = database.write(async (tx) => {
      const request = { workspace: 1, pool: 'Welcome', contact: 1, key: 'one' };
      const receipt = await giveCoupon(tx, request, { now: NOW, logger });
      onGiven();
      if (database.dialect === 'postgres') await untilAnotherWriteWaits(database);
      return receipt;
    });
    await given;
    const both = await Promise.all([first, ask(1, 'two')]);
    expect(both.map(({ reason }) => reason).sort()).toEqual(['given', 'limit']);
  });

  test('a contact gets as many codes as the pool says, or any number', async () => {
    await pool(plain('A', 'B', 'C', 'D'), { maxPerContact: null });
    expect((await Promise.all(['1', '2', '3'].map((key) => ask(1, key)))).map(({ reason }) => reason)).toEqual(
      Array.from({ length: 3 }, () => 'given'),
    );
  });

  test('no contact gets a code that has ended, and each is told when its own ends', async () => {
    await pool(
      [
        { code: 'A', expiresAt: NOW },
        { code: 'B', expiresAt: NOW + 5 },
        { code: 'C', expiresAt: null },
      ],
      { expiresAt: NOW + 10 },
    );
    expect(await ask(1, 'one')).toMatchObject({ code: 'B', expiresAt: NOW + 5 });
    expect(await ask(2, 'two')).toMatchObject({ code: 'C', expiresAt: NOW + 10 });
    expect(await ask(3, 'three')).toEqual({ code: null, expiresAt: null, reason: 'exhausted' });
  });

  test('no contact gets a code of a pool that has ended', async () => {
    await pool(plain('A'), { expiresAt: NOW });
    expect(await ask(1, 'one')).toMatchObject({ code: null, reason: 'expired' });
  });

  test('an operator is warned when few codes are left, and when none is', async () => {
    await pool(plain('A', 'B', 'C', 'D'), { lowStock: 3 });
    for (const contact of [1, 2, 3, 4]) await ask(contact, String(contact));
    expect(warnings).toEqual([
      { pool: 'Welcome', left: 2 },
      { pool: 'Welcome', left: 0 },
    ]);
  });

  test('an operator who fills a pool twice adds what is new, and takes no given code back', async () => {
    const id = await pool(plain('A'));
    await ask(1, 'one');
    expect(await pools.fill(1, id, plain('A', 'B'))).toEqual({ added: 1, known: 1 });
    expect(await ask(2, 'two')).toMatchObject({ code: 'B' });
  });

  test('a pool that is not there is said to be missing', async () => {
    await expect(ask(1, 'one')).rejects.toMatchObject({ code: 'COUPON_POOL_NOT_FOUND' });
  });
});
