import type { Database } from '../../../../packages/runtime/src/db';
import { hours, minutes } from '../../../../packages/runtime/src/shared';
import { databases, empty } from '../../../support/databases';
import { KEYS, startFakeWooCommerce, type FakeWooCommerce, type Json } from '../../../support/fake-woocommerce';
import { startSync, type TestSync } from '../../../support/start-sync';
import { recordedBody, signed } from '../../../support/woocommerce-recordings';

jest.setTimeout(60_000);

/** Seconds after the shop was connected, which is at 00:20:00; before it where negative. */
const at = (seconds: number) =>
  new Date(Date.parse('2026-11-22T00:20:00Z') + seconds * 1_000).toISOString().slice(0, 19);

/** An order of its own customer, placed and changed at these seconds. */
function order(id: number, placed: number, changes: Json = {}): Json {
  const body = recordedBody('030');
  return {
    ...body,
    id,
    number: String(id),
    date_created_gmt: at(placed),
    date_modified_gmt: at(placed),
    billing: { ...body.billing, email: `guest${id}@kunde.example`, phone: '' },
    ...changes,
  };
}

const many = (count: number, make: (index: number) => Json) =>
  Array.from({ length: count }, (_none, index) => make(index));

describe.each(databases())('shops that are kept complete, on %s', (_name, open) => {
  let database: Database;
  let shop: FakeWooCommerce;
  let sync: TestSync;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    shop = await startFakeWooCommerce();
    sync = await startSync(database, shop.url);
  });
  afterEach(async () => {
    await sync.sync.stop();
    await shop.close();
  });
  afterAll(() => database.close());

  const imported = async () => (await sync.connections.health(await sync.shops.get(1, sync.shop.id))).import;
  const health = async () => await sync.connections.health(await sync.shops.get(1, sync.shop.id));
  const typesOf = async (id: number) => await sync.eventsOf('order', String(id));
  const orderCalls = () => shop.calls.filter(({ path }) => path.endsWith('/orders'));

  describe('the history', () => {
    beforeEach(() => {
      shop.products = [{ ...recordedBody('017'), date_modified_gmt: at(-90_000) }];
      shop.customers = [{ ...recordedBody('025'), date_created_gmt: at(-80_000), date_modified_gmt: at(-80_000) }];
      shop.orders = many(120, (index) => order(100 + index, -70_000 + index));
    });

    test('is imported with its progress, and begins no journey', async () => {
      await sync.connections.import(1, sync.shop.id);
      expect((await imported()).map(({ resource, status }) => [resource, status])).toEqual([
        ['products', 'waiting'],
        ['customers', 'waiting'],
        ['orders', 'waiting'],
      ]);
      await sync.turns();
      expect((await imported()).map(({ resource, status, done, total }) => [resource, status, done, total])).toEqual([
        ['products', 'done', 1, 1],
        ['customers', 'done', 1, 1],
        ['orders', 'done', 120, 120],
      ]);
      expect(await sync.count('orders')).toBe(120);
      expect(await typesOf(100)).toEqual(['order.created', 'order.placed']);
      expect(await sync.eventsOf('customer', '2')).toEqual(['customer.created']);
      expect(sync.routed).toEqual([]);
    });

    test('makes the next purchase of somebody known the second one', async () => {
      await sync.connections.import(1, sync.shop.id);
      await sync.turns();
      const again = order(900, 60, { billing: { ...recordedBody('030').billing, email: 'guest100@kunde.example' } });
      await sync.receive(signed('order.created', again), signed('order.created', order(901, 61)));
      expect(
        sync.routed.filter(({ type }) => type === 'order.placed').map(({ payload }) => payload.order),
      ).toMatchObject([
        { id: '900', isFirstPurchase: false },
        { id: '901', isFirstPurchase: true },
      ]);
    });

    test('goes on where it was when the server died', async () => {
      await sync.connections.import(1, sync.shop.id);
      let pages = 0;
      shop.interrupt = ({ path, query }) => {
        if (!path.endsWith('/orders') || query.get('orderby') !== 'id') return undefined;
        return ++pages > 1 ? 'silence' : undefined;
      };
      // The second page never comes: the server is stopped while it waits.
      const looking = sync.sync.look();
      await looking;
      while (pages < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      expect((await imported()).at(-1)).toMatchObject({ resource: 'orders', status: 'running', done: 50, total: 120 });
      await sync.sync.stop();
      shop.interrupt = () => undefined;
      const before = orderCalls().length;
      sync = await sync.restarted();
      await sync.turns();
      expect((await imported()).at(-1)).toMatchObject({ status: 'done', done: 120 });
      const pagesAfter = orderCalls()
        .slice(before)
        .filter(({ query }) => query.get('orderby') === 'id')
        .map(({ query }) => query.get('page'));
      expect(pagesAfter).toEqual(['2', '3']);
      expect(await sync.count('orders')).toBe(120);
    });

    test('misses no order where others are deleted while it is read', async () => {
      await sync.connections.import(1, sync.shop.id);
      shop.interrupt = ({ query }) => {
        if (query.get('orderby') === 'id' && query.get('page') === '2')
          shop.orders = shop.orders.slice(shop.orders.length > 117 ? 1 : 0);
        return undefined;
      };
      await sync.turns();
      const ids = (await database.all<{ id: string }>('SELECT external_id AS id FROM orders')).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(shop.orders.map(({ id }) => String(id))));
    });

    test('is read again from the beginning when somebody says so, and changes nothing', async () => {
      await sync.connections.import(1, sync.shop.id);
      await sync.turns();
      const events = await sync.allEvents();
      await sync.connections.import(1, sync.shop.id, { restart: true });
      await sync.turns();
      expect((await imported()).at(-1)).toMatchObject({ status: 'done', done: 120 });
      expect(await sync.allEvents()).toEqual(events);
    });

    test('does not hide what happens meanwhile: an order placed after the connection begins its journeys', async () => {
      shop.orders.push(order(500, 30));
      await sync.connections.import(1, sync.shop.id);
      await sync.turns();
      await sync.receive(signed('order.created', order(500, 30)));
      expect(sync.routed.map(({ type, payload }) => [type, payload.order?.id])).toEqual([
        ['order.created', '500'],
        ['order.placed', '500'],
      ]);
    });
  });

  describe('what no webhook brought', () => {
    test('is found, with its events, once', async () => {
      await sync.turns();
      shop.orders = [
        order(1, 100),
        order(2, 101, { status: 'completed', date_completed_gmt: at(130), date_modified_gmt: at(130) }),
      ];
      await sync.receive(signed('order.created', order(2, 101)));
      await sync.pass(minutes(5));
      await sync.pass(minutes(5));
      await sync.receive(signed('order.created', order(1, 100)));
      expect(await typesOf(1)).toEqual(['order.created', 'order.placed']);
      expect(await typesOf(2)).toEqual([
        ...['order.created', 'order.placed', 'order.status_changed', 'order.completed'],
      ]);
      expect(sync.routed).toHaveLength(6);
    });

    test('is found after days in which this server was down, and still begins its journeys', async () => {
      await sync.turns();
      shop.orders = [order(1, 3_600), order(2, 200_000)];
      await sync.pass(hours(72));
      expect(sync.routed.filter(({ type }) => type === 'order.placed')).toHaveLength(2);
    });

    test('is found where a page is not enough, more than a page changed in one second, and pages shift', async () => {
      await sync.turns();
      shop.orders = [
        ...many(105, (index) => order(1_000 + index, 60 + index)),
        ...many(120, (index) => order(2_000 + index, 500)),
        ...many(10, (index) => order(3_000 + index, 600 + index)),
      ];
      let reads = 0;
      shop.interrupt = ({ path, query }) => {
        // After the first page one of its orders changes again, which draws all others forward.
        if (path.endsWith('/orders') && query.get('status') === 'any' && ++reads === 2) {
          shop.orders[0] = { ...shop.orders[0], date_modified_gmt: at(900) };
        }
        return undefined;
      };
      await sync.pass(minutes(20));
      expect(await sync.count('orders')).toBe(235);
      expect(await health()).toMatchObject({ failures: 0, lagSeconds: 0 });
    });

    test('is asked for in a zone that the shop understands', async () => {
      await sync.turns();
      const asked = orderCalls()[0]!.query;
      expect(asked.get('modified_after')).toMatch(/^2026-11-22T00:10:00$/);
      expect(asked.get('dates_are_gmt')).toBe('true');
    });

    test('is found of products, variations, customers, drafts and the trash', async () => {
      await sync.receive(signed('order.created', order(7, -10)));
      await sync.turns();
      const product: Json = { ...recordedBody('020'), date_modified_gmt: at(60) };
      shop.products = [product];
      shop.variations = {
        [product.id]: [
          { id: 12, name: 'S', price: '15.00', date_modified_gmt: at(60), attributes: [{ slug: 'size' }] },
        ],
      };
      shop.customers = [{ ...recordedBody('025'), date_created_gmt: at(70), date_modified_gmt: at(500) }];
      shop.orders = [
        order(7, -10, { status: 'trash', date_modified_gmt: at(80) }),
        order(8, 90, { status: 'checkout-draft' }),
      ];
      await sync.pass(minutes(5));
      expect(await database.all('SELECT name, parent_external_id AS parent FROM product ORDER BY external_id')).toEqual(
        [
          { name: 'T-Shirt', parent: null },
          { name: 'T-Shirt - S', parent: '11' },
        ],
      );
      expect(await sync.eventsOf('customer', '2')).toEqual(['customer.created']);
      expect(await typesOf(7)).toContain('order.deleted');
      expect(await database.all('SELECT external_id, status FROM cart')).toEqual([
        { external_id: '8', status: 'active' },
      ]);
    });
  });

  describe('a shop that sends rubbish', () => {
    test('has it set aside and listed, and the rest goes on', async () => {
      await sync.turns();
      shop.orders = [
        order(1, 60),
        order(2, 61, { currency: null }),
        { id: null, date_modified_gmt: at(62) },
        order(4, 63, { total: 'a lot\u0000' }),
        order(5, 64),
      ];
      await sync.pass(minutes(5));
      expect(await database.all('SELECT external_id FROM orders ORDER BY external_id')).toEqual([
        { external_id: '1' },
        { external_id: '5' },
      ]);
      expect(await health()).toMatchObject({ status: 'degraded', setAside: 3, failures: 0 });
      const listed = await sync.connections.setAside(await sync.shops.get(1, sync.shop.id));
      expect(listed.map(({ externalId, reason }) => [externalId, reason]).sort()).toEqual([
        ['2', 'order 2 has no currency'],
        ['4', 'the total of order 4 is not an amount'],
        [expect.stringMatching(/^without id, /), 'the order has no id'],
      ]);
      shop.orders = [order(2, 61, { date_modified_gmt: at(400) })];
      await sync.pass(minutes(5));
      expect(await health()).toMatchObject({ setAside: 2 });
    });

    test('in the place of a list is told, and the other lists are read', async () => {
      await sync.turns();
      shop.orders = [order(1, 60)];
      shop.interrupt = ({ path }) =>
        path.endsWith('/products') ? { body: '<html><title>Down for maintenance</title></html>' } : undefined;
      await sync.pass(minutes(5));
      expect(await typesOf(1)).toEqual(['order.created', 'order.placed']);
      expect(await health()).toMatchObject({ status: 'failing', lastError: { code: 'SHOP_ANSWER_UNREADABLE' } });
    });
  });

  describe('a shop that is down', () => {
    test('and does not answer blocks no other', async () => {
      const other = await startFakeWooCommerce({ orders: [order(1, 60)] });
      shop.interrupt = () => 'silence';
      await database.write((tx) =>
        sync.shops.create(tx, 1, { type: 'woocommerce', name: 'Other', url: other.url, ...KEYS }),
      );
      sync.clock.time += minutes(2).milliseconds;
      await sync.sync.look();
      while ((await sync.eventsOf('order', '1')).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await health()).toMatchObject({ status: 'waiting', failures: 0 });
      await sync.sync.stop();
      await other.close();
    });

    test('is left alone for longer each time, and catches up', async () => {
      shop.interrupt = () => ({ status: 500 });
      await sync.turns();
      const pauses: number[] = [];
      for (let failure = 0; failure < 3; failure++) {
        const { nextPollAt } = await health();
        pauses.push(nextPollAt! - sync.clock.time);
        await sync.pass({ milliseconds: nextPollAt! - sync.clock.time });
      }
      expect(pauses).toEqual([30_000, 60_000, 120_000]);
      expect(await health()).toMatchObject({ status: 'failing', failures: 4, lastError: { code: 'SHOP_FAILING' } });
      expect((await health()).lagSeconds).toBeNull();
      shop.interrupt = () => undefined;
      shop.orders = [order(9, 10)];
      await sync.pass(minutes(10));
      expect(await sync.eventsOf('order', '9')).toEqual(['order.created', 'order.placed']);
      expect(await health()).toMatchObject({ failures: 0, lagSeconds: 0, lastError: { code: 'SHOP_FAILING' } });
    });

    test('and asks for an hour of peace is given it', async () => {
      shop.interrupt = () => ({ status: 429, headers: { 'retry-after': '3600' }, body: {} });
      await sync.turns();
      const { nextPollAt, lastError } = await health();
      expect([nextPollAt! - sync.clock.time, lastError?.code]).toEqual([3_600_000, 'SHOP_BUSY']);
      expect(shop.calls).toHaveLength(1);
    });

    test('for a moment only is asked again at once', async () => {
      let failures = 2;
      shop.interrupt = () => (failures-- > 0 ? { status: 502, body: 'Bad gateway' } : undefined);
      await sync.turns();
      expect(await health()).toMatchObject({ failures: 0, lastError: null });
    });
  });

  describe('what was deleted while nobody told', () => {
    beforeEach(async () => {
      shop.products = [{ ...recordedBody('017'), date_modified_gmt: at(1) }];
      shop.customers = [{ ...recordedBody('025'), date_created_gmt: at(1), date_modified_gmt: at(1) }];
      shop.orders = many(230, (index) => order(1 + index, 10 + index));
      await sync.pass(minutes(10));
      expect(await sync.count('orders')).toBe(230);
    });
    const nextDay = async () => {
      await sync.pass(hours(25));
      await sync.pass(minutes(5));
    };
    const deletions = async () =>
      (await sync.allEvents()).filter(({ type }) => type.endsWith('.deleted')).map(({ type }) => type);

    test('is found within a day: an order, a product, an account, and what went to the trash', async () => {
      const account = String(shop.customers[0]!.id);
      const [trashed] = shop.orders.splice(17, 1);
      const goneId = shop.orders[100]!.id as number;
      shop.orders = shop.orders.filter(({ id }) => id !== goneId);
      // Nothing but the status is changed, as by a plugin that writes to the database: no date tells.
      shop.orders.push({ ...trashed, status: 'trash' });
      shop.products = [];
      shop.customers = [];
      await nextDay();
      expect(await typesOf(goneId)).toContain('order.deleted');
      expect(await typesOf(trashed!.id as number)).toContain('order.deleted');
      expect((await deletions()).sort()).toEqual(['order.deleted', 'order.deleted', 'product.deleted']);
      const gone = await database.all('SELECT external_id AS id FROM orders WHERE is_deleted = 1 ORDER BY external_id');
      expect(gone).toEqual(
        [goneId, trashed!.id].map((id) => ({ id: String(id) })).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      expect(
        await database.all(`SELECT value FROM contact_identity WHERE kind = 'shop_customer' AND value LIKE ?`, [
          `%:${account}`,
        ]),
      ).toEqual([]);
      // Who is still there is asked about by hundreds, and told nothing.
      expect(shop.calls.filter(({ query }) => query.has('include')).length).toBeLessThanOrEqual(6);
    });

    test('is told once, and what is still there stays', async () => {
      shop.orders = shop.orders.slice(1);
      await nextDay();
      await nextDay();
      expect(await deletions()).toEqual(['order.deleted']);
      expect(await database.all('SELECT external_id AS id FROM orders WHERE is_deleted = 1')).toEqual([{ id: '1' }]);
    });

    test('is not made up where a plugin ignores the question, or the shop fails', async () => {
      shop.interrupt = ({ query }) =>
        query.has('include') ? { body: [{ id: 999_999 }], headers: { 'X-WP-Total': '1' } } : undefined;
      await nextDay();
      expect(await health()).toMatchObject({ status: 'failing', lastError: { code: 'SHOP_ANSWER_UNREADABLE' } });
      shop.interrupt = ({ query, path }) =>
        query.has('include')
          ? { body: [] }
          : /orders\/\d+$/.test(path)
            ? { status: 404, body: 'a page of the theme' }
            : undefined;
      await nextDay();
      expect(await deletions()).toEqual([]);
      expect(await sync.count('orders')).toBe(230);
    });
  });

  test('a shop that is disconnected while it is asked leaves nothing behind', async () => {
    shop.orders = many(60, (index) => order(index + 1, 10));
    shop.interrupt = ({ path }) => {
      if (path.endsWith('/orders'))
        void database.write((tx) => sync.shops.delete(tx, 1, sync.shop.id)).catch(() => undefined);
      return undefined;
    };
    await sync.sync.look();
    await sync.sync.settled();
    for (const table of ['shop', 'shop_state', 'shop_resource']) expect(await sync.count(table)).toBe(0);
  });
});
