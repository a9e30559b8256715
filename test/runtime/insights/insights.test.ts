import type { Database } from '../../../packages/runtime/src/db';
import {
  InsightsJob,
  readContactInsights,
  recommendProducts,
  setCycle,
  type Strategy,
} from '../../../packages/runtime/src/insights';
import { gradeName } from '../../../packages/runtime/src/insights/rfm/grade-name';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { seededRandom } from '../audiences/random-sales';
import { order, type SampleOrder } from '../audiences/sample-shop';
import { storeShop } from './store-shop';
import { naiveGrades, naivePairs } from './naive-insights';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const TABLES = ['rfm', 'product_pair', 'product_figure', 'next_purchase', 'insight_run', 'product_category'];

describe.each(databases())('insights on %s', (_name, open) => {
  let database: Database;
  let job: InsightsJob;
  const clock = { time: NOW, now: () => clock.time };
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    for (const table of TABLES) await database.write((tx) => tx.run(`DELETE FROM ${table}`));
    clock.time = NOW;
    job = new InsightsJob({ database, clock, logger: silentLogger, owner: 'test' });
  });
  afterAll(() => database.close());

  async function workOut(): Promise<void> {
    await job.request(1);
    await job.look();
    expect(await job.status(1)).toMatchObject({ error: null });
  }

  const bought = (id: number, contact: number, daysAgo: number, products: string[], more: Partial<SampleOrder> = {}) =>
    order(id, {
      ...{ contact, placedAt: NOW - daysAgo * DAY, total: 1_000 },
      lines: products.map((product) => ({
        productExternalId: product,
        variationExternalId: null,
        sku: `S-${product}`,
      })),
      ...more,
    });
  const lines = (id: number, product: string, quantity: number) => ({ id, product, quantity });
  const recommend = async (contact: number | null, strategies: Strategy[], more: object = {}) =>
    (await recommendProducts(database, { workspace: 1, contact, now: NOW }, { strategies, limit: 3, ...more })).map(
      ({ id }) => id,
    );

  test.each([1, 7, 2_026])('random buyers are graded as a naive reference grades them (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
    const orders = Array.from({ length: 300 }, (_, index) =>
      bought(index + 1, whole(1, 60), whole(0, 500), ['10'], {
        total: whole(1, 40) * 250,
        refunded: random() < 0.1 ? 250 : 0,
        currency: random() < 0.1 ? 'USD' : 'EUR',
        status: random() < 0.1 ? 'cancelled' : 'completed',
      }),
    );
    await storeShop(database, { orders, products: ['10'] });
    await workOut();
    const rows = await database.all<{ contact: number }>(
      'SELECT contact, recency, frequency, monetary, grade, orders, total FROM rfm ORDER BY contact',
    );
    expect(rows).toEqual(naiveGrades(orders));
    // A second time nothing is written, and who has taken everything back is graded no more.
    await database.write((tx) => tx.run(`UPDATE orders SET status = 'cancelled' WHERE contact = 1`));
    clock.time += 1;
    await workOut();
    expect(await database.all('SELECT contact FROM rfm WHERE contact = 1')).toEqual([]);
  });

  test('with few different values fixed bands grade, not ranks', async () => {
    const orders = [bought(1, 1, 5, ['10']), bought(2, 2, 100, ['10']), bought(3, 3, 400, ['10'])];
    await storeShop(database, { orders, products: ['10'] });
    await workOut();
    expect(await database.all('SELECT contact, recency, frequency FROM rfm ORDER BY contact')).toEqual([
      { contact: 1, recency: 5, frequency: 1 },
      { contact: 2, recency: 3, frequency: 1 },
      { contact: 3, recency: 1, frequency: 1 },
    ]);
  });

  test('every mixture of grades has a name', () => {
    expect(gradeName({ recency: 5, frequency: 5, monetary: 5 }, 9)).toBe('champions');
    expect(gradeName({ recency: 5, frequency: 2, monetary: 5 }, 1)).toBe('new');
    expect(gradeName({ recency: 1, frequency: 5, monetary: 5 }, 9)).toBe('cannot_lose');
    expect(gradeName({ recency: 2, frequency: 3, monetary: 1 }, 3)).toBe('at_risk');
    expect(gradeName({ recency: 1, frequency: 1, monetary: 1 }, 1)).toBe('lost');
  });

  test.each([3, 11])('what goes together is what a naive count of random baskets says (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const products = ['10', '11', '12', '13', '14', '15', '16', '17'];
    const orders = Array.from({ length: 250 }, (_, index) => {
      const first = Math.floor(random() * products.length);
      const basket = products.filter(
        (_id, at) => at === first || (at === first + 1 && random() < 0.7) || random() < 0.12,
      );
      return bought(index + 1, 1 + (index % 40), Math.floor(random() * 700), basket, {
        status: random() < 0.1 ? 'failed' : 'completed',
      });
    });
    await storeShop(database, { orders, products });
    await workOut();
    const rows = await database.all<{
      product: string;
      other: string;
      baskets: number;
      lift: number;
      strength: number;
    }>('SELECT product, other, baskets, lift, strength FROM product_pair ORDER BY product, rank');
    const expected = naivePairs(orders, NOW);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ product, other, baskets }) => [product, other, baskets])).toEqual(
      expected.map(({ product, other, baskets }) => [product, other, baskets]),
    );
    for (const [index, { lift, strength }] of rows.entries()) {
      expect(lift).toBeCloseTo(expected[index]!.lift, 9);
      expect(strength).toBeCloseTo(expected[index]!.strength, 9);
    }
  });

  test('recommended is what goes with the latest order, but nothing owned, sold out, unpublished or in another currency', async () => {
    const together = [2, 3, 4, 5, 6, 7].flatMap((contact) => [
      bought(contact * 10, contact, 10, ['10', '11', '12', '13', '14', '15']),
      bought(contact * 10 + 1, contact + 50, 9, ['20']),
      bought(contact * 10 + 2, contact + 60, 8, ['21']),
      bought(contact * 10 + 3, contact + 70, 7, ['20']),
    ]);
    const mine = [bought(900, 1, 30, ['11']), bought(901, 1, 2, ['10'])];
    await storeShop(database, {
      orders: [...together, ...mine],
      products: ['10', '11', '12', '13', '14', '15', '20', '21'],
      changes: { 12: { stock: 'outofstock' }, 13: { status: 'draft' }, 14: { currency: 'USD' } },
    });
    await workOut();
    expect(await recommend(1, ['alsoBought'])).toEqual(['15']);
    expect(await recommend(1, ['alsoBought'], { includesOwned: true })).toEqual(['15', '11']);
    expect(await recommend(1, ['alsoBought', 'bestSellers'])).toEqual(['15', '20', '21']);
    expect(await recommend(1, ['alsoBought', 'bestSellers'], { exclude: ['S-20'] })).toEqual(['15', '21']);
    expect(await recommend(1, ['nextBestOffer'])).toEqual(['15']);
    expect(await recommend(null, ['alsoBought'], { products: ['S-15'] })).toEqual(['14', '11', '10']);
    expect(await recommend(null, ['alsoBought'])).toEqual([]);
    expect(await recommend(null, ['bestSellers'], { categories: ['cat-21'] })).toEqual(['21']);
    expect(await recommend(1, ['bestSellers'], { maximumPrice: 5 })).toEqual([]);
    const [first] = await recommendProducts(
      database,
      { workspace: 1, contact: 1, now: NOW },
      { strategies: ['alsoBought'], limit: 1 },
    );
    expect(first).toMatchObject({
      ...{ id: '15', name: 'Product 15', price: 19.9, currency: 'EUR', strategy: 'alsoBought' },
      ...{ url: 'https://shop.example/15', image: 'https://shop.example/15.jpg', priceText: '19,90\u00a0€' },
    });
  });

  test('what was looked at last comes first', async () => {
    await storeShop(database, { orders: [bought(1, 2, 1, ['10'])], products: ['10', '11'], contacts: [1] });
    for (const [at, facts] of [
      [1, { product: { id: '10' } }],
      [2, { product: { sku: 'S-11' } }],
      [3, { product: { name: 'unknown' } }],
    ] as const) {
      await database.write((tx) =>
        tx.run(
          `INSERT INTO event (workspace, type, contact, occurred_at, received_at, dedupe_key, payload, facts)
           VALUES (1, 'product.viewed', 1, ?, ?, ?, ?, ?)`,
          [at, at, `v${at}`, Buffer.from('{}'), JSON.stringify(facts)],
        ),
      );
    }
    expect(await recommend(1, ['recentlyViewed'])).toEqual(['11', '10']);
  });

  test("a contact's own rhythm counts, then that of all, and the shop's own word before both", async () => {
    // Everybody buys lenses every 30 days; contact 1 every 20, two packs the last time.
    const others = [2, 3, 4, 5, 6].flatMap((contact) => [
      bought(contact * 10, contact, 70, ['10']),
      bought(contact * 10 + 1, contact, 40, ['10']),
      bought(contact * 10 + 2, contact, 10, ['10']),
    ]);
    const mine = [bought(900, 1, 50, ['10']), bought(901, 1, 30, ['10']), bought(902, 1, 10, ['10'])];
    const quantities = [lines(902, '10', 2)];
    await storeShop(database, { orders: [...others, ...mine], products: ['10', '11'], quantities });
    await workOut();
    const dueOf = async (contact: number) => {
      const { nextPurchases } = await readContactInsights(database, { workspace: 1, contact });
      return nextPurchases.map(({ product, dueAt, basis }) => [product, (dueAt - NOW) / DAY, basis]);
    };
    expect(await dueOf(1)).toEqual([['10', -10 + 40 - 4, 'own']]);
    expect(await dueOf(2)).toEqual([['10', -10 + 30 - 4, 'own']]);
    expect(await database.all('SELECT due_at AS "due" FROM next_purchase WHERE contact = 1')).toEqual([
      { due: NOW + 26 * DAY },
    ]);
    await setCycle(database, { workspace: 1, shop: 'shop', product: '10' }, { cycleDays: 60, leadDays: 7 });
    expect(await dueOf(1)).toEqual([['10', -10 + 120 - 7, 'said']]);
    await setCycle(database, { workspace: 1, shop: 'shop', product: '10' }, { cycleDays: 8, leadDays: null });
    expect(await dueOf(3)).toEqual([['10', -10 + 8 - 2, 'said']]);
    expect(await recommend(3, ['replenishment'])).toEqual(['10']);
    expect(await recommend(1, ['replenishment'], { dueWithinDays: 1 })).toEqual([]);
    await expect(
      setCycle(database, { workspace: 1, shop: 'shop', product: '99' }, { cycleDays: 1, leadDays: 0 }),
    ).rejects.toMatchObject({
      code: 'PRODUCT_NOT_FOUND',
    });
  });

  test('who bought once gets the rhythm of all, and a new date as soon as they buy again', async () => {
    const others = [2, 3, 4, 5, 6].flatMap((contact) => [
      bought(contact * 10, contact, 70, ['10']),
      bought(contact * 10 + 1, contact, 40, ['10']),
      bought(contact * 10 + 2, contact, 39, ['10']), // split orders are no rhythm
    ]);
    await storeShop(database, { orders: [...others, bought(900, 1, 20, ['10'])], products: ['10'] });
    await workOut();
    const due = async () => await database.all('SELECT due_at AS "due", basis FROM next_purchase WHERE contact = 1');
    expect(await due()).toEqual([{ due: NOW - 20 * DAY + 26 * DAY, basis: 'common' }]);
    await storeShop(database, { orders: [bought(901, 1, 1, ['10'])], products: [] });
    job.note({ type: 'order.placed', contact: 1, workspace: 1 } as never);
    await job.look();
    expect(await due()).toEqual([{ due: NOW - DAY + 26 * DAY, basis: 'common' }]);
  });

  test('at night everything is worked out once', async () => {
    await storeShop(database, { orders: [bought(1, 1, 1, ['10'])], products: ['10'] });
    await job.look();
    expect(await database.all('SELECT contact FROM rfm')).toEqual([]);
    clock.time = Date.parse('2026-11-23T03:30:00Z');
    await job.look();
    expect(await database.all('SELECT contact, grade FROM rfm')).toEqual([{ contact: 1, grade: 'new' }]);
    expect(await job.status(1)).toMatchObject({
      dueAt: Date.parse('2026-11-24T03:30:00Z'),
      figures: { buyers: 1, changed: 1, products: 1 },
    });
  });
});
