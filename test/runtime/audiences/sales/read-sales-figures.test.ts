import { readSalesFigures, type SalesFilter } from '../../../../packages/runtime/src/audiences';
import type { Database } from '../../../../packages/runtime/src/db';
import { databases, empty } from '../../../support/databases';
import { naiveFigures } from '../naive-figures';
import { RandomSales, seededRandom } from '../random-sales';
import { order, storeSample } from '../sample-shop';

const AS_OF = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

describe.each(databases())('sales figures of a contact on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => clear());
  afterAll(() => database.close());

  async function clear(): Promise<void> {
    await empty(database);
    await database.write((tx) => tx.run('DELETE FROM product_category'));
  }

  const figures = async (filter: SalesFilter, contact = 1) => {
    const [answer] = await readSalesFigures(database, { workspace: 1, contact, filters: [filter], asOf: AS_OF });
    return answer;
  };

  test('a contact without orders gets zeros and no currency', async () => {
    expect(await figures({})).toEqual({
      count: 0,
      includesFirstPurchase: false,
      sum: 0,
      average: 0,
      largest: 0,
      latest: 0,
      currency: null,
      firstAt: null,
      lastAt: null,
    });
  });

  test('refunds lower the amounts, orders in another currency count but do not add up', async () => {
    await storeSample(database, [
      order(1, { total: 1_001, refunded: 500 }),
      order(2, { currency: 'ILS', total: 99_900 }),
      order(3, { total: 2_000 }),
    ]);
    expect(await figures({})).toMatchObject({ count: 3, sum: 25.01, average: 12.51, largest: 20, currency: 'EUR' });
  });

  test('an order to be paid on delivery is a purchase, an unpaid bank transfer is not', async () => {
    await storeSample(database, [
      order(1, { status: 'processing' }),
      order(2, { status: 'on-hold' }),
      order(3, { status: 'shipped', paidAt: AS_OF }),
      order(4, { status: 'refunded', paidAt: AS_OF }),
      order(5, { isDeleted: 1 }),
    ]);
    expect(await figures({})).toMatchObject({ count: 2, firstAt: new Date(1).toISOString() });
    expect(await figures({ statuses: ['on-hold', 'refunded'] })).toMatchObject({ count: 2 });
  });

  test('an order just outside the window does not count; one from a shop whose clock runs 5 minutes ahead does', async () => {
    await storeSample(database, [
      order(1, { placedAt: AS_OF - 60 * MINUTE }),
      order(2, { placedAt: AS_OF - 60 * MINUTE + 1 }),
      order(3, { placedAt: AS_OF + 5 * MINUTE }),
      order(4, { placedAt: AS_OF + 5 * MINUTE + 1 }),
    ]);
    expect(await figures({ withinHours: 1 })).toMatchObject({ count: 2, includesFirstPurchase: false });
    expect(await figures({ withinHours: 2 })).toMatchObject({ count: 3, includesFirstPurchase: true });
  });

  test('the smallest total is read in the currency of each order', async () => {
    await storeSample(database, [
      order(1, { currency: 'JPY', total: 50 }),
      order(2, { currency: 'JPY', total: 49 }),
      order(3, { currency: 'KWD', total: 49_900 }),
      order(4, { currency: 'KWD', total: 49_899 }),
      order(5, { currency: 'EUR', total: 4_990 }),
      order(6, { currency: 'EUR', total: 4_989 }),
    ]);
    expect(await figures({ minimumTotal: '49.90' })).toMatchObject({ count: 3 });
  });

  test('a line must be of the product, the SKU and the category at once', async () => {
    const line = (productExternalId: string, sku: string) => ({ productExternalId, variationExternalId: '900', sku });
    await storeSample(
      database,
      [order(1, { lines: [line('10', 'A-1'), line('11', 'B-2')] })],
      [{ shop: 'shop', product: '10', id: '5', name: 'Möbel', slug: 'moebel' }],
    );
    expect(await figures({ categories: ['MÖBEL'], skus: ['A-1'] })).toMatchObject({ count: 1 });
    expect(await figures({ categories: ['Moebel'], skus: ['B-2'] })).toMatchObject({ count: 0 });
    expect(await figures({ categories: ['5'], productIds: [' 900 ', ''] })).toMatchObject({ count: 1 });
  });

  test('orders of another contact or workspace never show', async () => {
    await storeSample(database, [order(1, { contact: 2 }), order(2, { workspace: 2 })]);
    expect(await figures({})).toMatchObject({ count: 0 });
  });

  test.each([
    [{ minimumTotal: '49,90 €' }, /"49,90 €" is not a number/],
    [{ withinHours: 0 }, /window of 0 hours/],
    [{ withinHours: Number.NaN }, /window of NaN hours/],
  ])('an operator who asks for %j is told what is wrong', async (filter, message) => {
    await expect(figures(filter)).rejects.toMatchObject({
      code: 'FILTER_INVALID',
      message: expect.stringMatching(message),
    });
  });

  test('random orders and filters give what a naive evaluator says', async () => {
    const sales = new RandomSales(seededRandom(20_261_122));
    let found = 0;
    for (let round = 0; round < 10; round++) {
      await clear();
      const categories = sales.categories();
      const orders = Array.from({ length: sales.integer(0, 80) }, (_, index) => sales.order(index + 1, AS_OF));
      await storeSample(database, orders, categories);
      for (let question = 0; question < 60; question++) {
        const filter = sales.filter();
        const contact = sales.integer(1, 8);
        const expected = naiveFigures(orders, categories, { contact, filter, asOf: AS_OF });
        if (expected.count > 1) found += 1;
        expect({ filter, contact, answer: await figures(filter, contact) }).toEqual({
          filter,
          contact,
          answer: expected,
        });
      }
    }
    expect(found).toBeGreaterThan(100); // questions that tell something
  });
});
