import type { Database } from '../../../../packages/runtime/src/db';
import { minutes } from '../../../../packages/runtime/src/shared';
import { databases, empty } from '../../../support/databases';
import { recordedShop, startFakeWooCommerce, type FakeWooCommerce, type Json } from '../../../support/fake-woocommerce';
import { seededRandom, shuffled } from '../../../support/shuffled';
import { startSync, type TestSync } from '../../../support/start-sync';
import { recording, RECORDINGS } from '../../../support/woocommerce-recordings';

jest.setTimeout(120_000);

/*
 * Everything that the recorded shop sent, in the worst of ways, and then a reconciliation with the shop as its REST API
 * answered at the end: what is stored has to be what the shop says. Order 17 was deleted for good at the end. The shop
 * tells nobody of that, and it is in no answer any more: it is the one thing that may differ.
 */
describe.each(databases())('all recorded requests and a reconciliation, on %s', (name, open) => {
  let database: Database;
  let shop: FakeWooCommerce;
  beforeAll(async () => {
    database = await open();
    shop = await startFakeWooCommerce(recordedShop());
  });
  beforeEach(() => empty(database));
  afterAll(async () => {
    await shop.close();
    await database.close();
  });

  const seeds = Array.from({ length: name === 'SQLite' ? 30 : 4 }, (_seed, index) => index + 1);

  test('in their order end in what the shop says', async () => {
    const sync = await startSync(database, shop.url);
    await sync.receive(...RECORDINGS.map(recording));
    await sync.turns();
    expect(await stored(sync)).toEqual(told(shop));
  });

  test.each(seeds)('shuffled, doubled and with gaps end in what the shop says (%i)', async (seed) => {
    const sync = await startSync(database, shop.url);
    const random = seededRandom(seed);
    const some = RECORDINGS.filter(() => random() > 0.4);
    const twice = some.filter(() => random() > 0.5);
    const mixed = shuffled([...some, ...twice], seed).map(recording);
    await sync.receive(...mixed.slice(0, seed));
    await sync.turns();
    await sync.receive(...mixed.slice(seed));
    await sync.pass(minutes(5));
    expect(await stored(sync)).toEqual(told(shop));

    const events = (await sync.allEvents()).map(({ dedupeKey }) => dedupeKey);
    await sync.receive(...mixed);
    await sync.pass(minutes(5));
    expect((await sync.allEvents()).map(({ dedupeKey }) => dedupeKey)).toEqual(events);
    expect(sync.routed).toHaveLength(events.length);
  });

  test('of which none came are found by reconciliation, with the events that webhooks bring', async () => {
    const byWebhooks = await startSync(database, shop.url);
    await byWebhooks.receive(...RECORDINGS.map(recording));
    const milestones = async ({ allEvents, shop: { id } }: TestSync) =>
      (await allEvents())
        .map(({ dedupeKey }) => dedupeKey.replace(id, 'shop'))
        .filter((key) => /^(order\.(created|placed|paid|completed|refunded)|customer\.created):/.test(key))
        .filter((key) => !key.includes(':17'))
        .sort();
    const expected = await milestones(byWebhooks);
    await empty(database);
    const byPolling = await startSync(database, shop.url);
    // The shop was connected before all that happened.
    await database.write((tx) => tx.run('UPDATE shop SET created_at = ?', [Date.parse('2026-11-22T00:10:00Z')]));
    await byPolling.turns();
    expect(await milestones(byPolling)).toEqual(expected);
    expect(byPolling.routed).toEqual(await byPolling.allEvents());
  });
});

/** What is stored, order 17 left out. */
async function stored({ database, shop }: TestSync): Promise<object> {
  return {
    orders: await database.all(
      `SELECT external_id AS id, status, total, refunded, placed_at AS "placedAt", paid_at AS "paidAt",
          completed_at AS "completedAt", modified_at AS "modifiedAt", is_deleted AS "isDeleted",
          (SELECT email FROM contact WHERE id = contact) AS email,
          (SELECT CAST(SUM(total) AS INTEGER) FROM order_line WHERE "order" = orders.id) AS goods
        FROM orders WHERE external_id <> '17' ORDER BY external_id`,
    ),
    products: await database.all(
      `SELECT external_id AS id, parent_external_id AS "parentId", name, sku, price, stock_status AS "stockStatus",
          stock_quantity AS "stockQuantity", modified_at AS "modifiedAt" FROM product ORDER BY external_id`,
    ),
    accounts: await database.all(
      `SELECT REPLACE(value, '${shop.id}:', '') AS id, (SELECT email FROM contact WHERE id = contact) AS email
        FROM contact_identity WHERE kind = 'shop_customer' ORDER BY value`,
    ),
    openCarts: await database.all(`SELECT external_id FROM cart WHERE status = 'active' AND external_id <> '17'`),
    setAside: await database.all('SELECT * FROM set_aside'),
  };
}

/** The same, read from the shop's answers with nothing but the standard library. */
function told(shop: FakeWooCommerce): object {
  const at = (text: string | null) => (text === null ? null : Date.parse(`${text}Z`));
  const cents = (text: string) => Math.round(Number(text) * 100);
  const sum = (amounts: number[]) => amounts.reduce((all, one) => all + one, 0);
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  const variations = Object.entries(shop.variations).flatMap(([parent, all]) =>
    all.map((each): Json => ({ ...each, name: `${titleOf(shop, parent)} - ${each.name}`, parent_id: parent })),
  );
  return {
    orders: shop.orders
      .map((order) => ({
        id: String(order.id),
        status: order.status,
        total: cents(order.total),
        refunded: -sum(order.refunds.map(({ total }: Json) => cents(total))) || 0,
        placedAt: at(order.date_created_gmt),
        paidAt: at(order.date_paid_gmt),
        completedAt: at(order.date_completed_gmt),
        modifiedAt: at(order.date_modified_gmt),
        isDeleted: 0,
        email: order.billing.email,
        goods: sum(order.line_items.map(({ total }: Json) => cents(total))),
      }))
      .sort(byId),
    products: [...shop.products, ...variations]
      .map((product) => ({
        id: String(product.id),
        parentId: product.parent_id ? String(product.parent_id) : null,
        name: product.name,
        sku: product.sku,
        price: cents(product.price),
        stockStatus: product.stock_status,
        stockQuantity: product.stock_quantity,
        modifiedAt: at(product.date_modified_gmt),
      }))
      .sort(byId),
    accounts: shop.customers
      .filter(({ role }) => role === 'customer')
      .map(({ id, email }) => ({ id: String(id), email }))
      .sort(byId),
    openCarts: [],
    setAside: [],
  };
}

function titleOf(shop: FakeWooCommerce, id: string): string {
  return shop.products.find((product) => String(product.id) === id)!.name;
}
