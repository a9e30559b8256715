import { days, hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { bought, openWaits, orderOf, type Waits } from '../../../support/waits';

jest.setTimeout(60_000);

describe.each(databaseSettings())('conditions and date fields on %s', (_name, makeDatabase) => {
  let waits: Waits;
  let anna: number;
  let orders = 0;

  beforeAll(async () => (waits = await openWaits(await makeDatabase())));
  afterAll(async () => await waits.close());
  beforeEach(async () => (anna = await waits.contact()));
  afterEach(async () => await waits.endJourney());

  /** Stores an order as a shop's delivery would, in minor units, and tells of it. */
  async function buys(total: number): Promise<void> {
    orders += 1;
    const { database, clock } = waits.shop;
    await database.write((tx) =>
      tx.run(
        `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping,
          refunded, placed_at, modified_at, is_deleted) VALUES (1, 's', ?, ?, ?, 'processing', 'EUR', ?, 0, 0, 0, 0, ?, ?, 0)`,
        [`o-${orders}`, `${orders}`, anna, total, clock.now(), clock.now()],
      ),
    );
    await waits.shop.happens('order.created', anna, orderOf(`o-${orders}`));
  }

  const spent = (value: number, more: object = {}) => ({
    name: 'Spent',
    waitFor: 'condition',
    conditionOn: 'sales',
    measure: 'sum',
    operator: 'gte',
    value,
    ...more,
  });

  test('a condition that holds already is no wait', async () => {
    await buys(10_000);
    await waits.start([spent(100)]);
    await waits.enter();
    expect((await waits.path()).at(-1)).toBe('Spent');
    expect(await waits.note()).toMatchObject({ arm: 'Spent', reason: 'condition' });
  });

  test('a condition on sales is asked whenever something happens to the contact', async () => {
    await waits.start([spent(100), bought]);
    await waits.enter();
    await buys(6_000);
    expect(await waits.status()).toBe('waiting');
    await buys(4_000);
    expect((await waits.path()).at(-1)).toBe('Spent');
  });

  test('only orders since entering the journey count where that is wanted', async () => {
    await buys(50_000);
    await waits.shop.advance(hours(1));
    await waits.start([spent(100, { window: 'entry' })]);
    await waits.enter();
    expect(await waits.status()).toBe('waiting');
    await waits.shop.advance(hours(1));
    await buys(10_000);
    expect((await waits.path()).at(-1)).toBe('Spent');
  });

  test("a condition on the contact's fields is asked when the contact changes", async () => {
    const gold = { name: 'Gold', waitFor: 'condition', conditionOn: 'contact', contactField: 'attributes.tier' };
    await waits.start([{ ...gold, comparison: 'oneOf', comparedWith: 'gold, platinum' }]);
    await waits.enter();
    await waits.shop.changeContact(anna, { tier: 'silver' });
    await waits.shop.happens('customer.updated', anna);
    expect(await waits.status()).toBe('waiting');
    await waits.shop.changeContact(anna, { tier: 'Gold' });
    await waits.shop.happens('customer.updated', anna);
    expect((await waits.path()).at(-1)).toBe('Gold');
  });

  describe('a date in a field', () => {
    const birthday = {
      name: 'Birthday',
      waitFor: 'field',
      fieldOf: 'contact',
      field: 'attributes.birthday',
      offset: 2,
      direction: 'before',
      timeOfDay: '09:00',
    };
    const vienna = { timeZone: 'custom', customTimeZone: 'Europe/Vienna' };
    const wakeAt = async () => new Date((await waits.execution()).wakeAt ?? 0).toISOString();

    test('ends the wait at once where it has passed, or is ignored', async () => {
      anna = await waits.contact({ attributes: { birthday: '2020-01-10' } });
      await waits.start([{ ...birthday, ifPassed: 'ignore', name: 'Ignored' }, birthday]);
      await waits.enter();
      expect((await waits.path()).at(-1)).toBe('Birthday');
    });

    test('of an order moves with what the shop says of this order', async () => {
      const delivered = {
        name: 'A week later',
        waitFor: 'field',
        fieldOf: 'order',
        field: 'completedAt',
        offset: 1,
        offsetUnit: 'weeks',
      };
      await waits.start([delivered], { ...vienna, atMost: 90 });
      await waits.enter(orderOf('17', { completedAt: null }));
      const timeout = await wakeAt();
      await waits.shop.happens('order.completed', anna, orderOf('18', { completedAt: '2026-11-23T10:00:00Z' }));
      expect(await wakeAt()).toBe(timeout);
      await waits.shop.happens('order.completed', anna, orderOf('17', { completedAt: '2026-11-24T10:00:00Z' }));
      expect(await wakeAt()).toBe('2026-12-01T10:00:00.000Z');
    });

    test('of the item stays as it is', async () => {
      await waits.start(
        [{ name: 'Due', waitFor: 'field', fieldOf: 'item', itemDate: '={{ $json.order.dueAt }}' }],
        vienna,
      );
      await waits.enter(orderOf('1', { dueAt: '2026-11-30T12:00' }));
      expect(await wakeAt()).toBe('2026-11-30T11:00:00.000Z');
      expect(await waits.armRows()).toBe(0);
    });

    // The clock goes on from here to the next.
    test('is computed anew when the field changes, earlier as well as later than the timeout', async () => {
      await waits.start([birthday, bought], { ...vienna, atMost: 100 });
      await waits.enter();
      const timeout = await wakeAt();
      expect(await waits.armRows()).toBe(3);
      const change = async (date: unknown) => {
        await waits.shop.changeContact(anna, { birthday: date });
        await waits.shop.happens('customer.updated', anna);
        return await wakeAt();
      };
      expect(await change('2027-01-10')).toBe('2027-01-08T08:00:00.000Z');
      expect(await change('2029-01-10')).toBe(timeout);
      expect(await change('not a date')).toBe(timeout);
      expect(await change('2026-12-10T20:00')).toBe('2026-12-08T08:00:00.000Z');
      await waits.shop.advance(days(30), hours(12));
      expect((await waits.path()).at(-1)).toBe('Birthday');
    });

    test('is waited for with its offset, by the clock that counts', async () => {
      anna = await waits.contact({ attributes: { birthday: '2027-01-10' } });
      await waits.start([birthday], { ...vienna, atMost: 365 });
      await waits.enter();
      expect(await wakeAt()).toBe('2027-01-08T08:00:00.000Z');
      await waits.shop.advance(days(60), hours(12));
      expect((await waits.path()).at(-1)).toBe('Birthday');
      expect(await waits.note()).toMatchObject({ arm: 'Birthday', reason: 'date' });
    });
  });
});
