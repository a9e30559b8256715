import { readSalesFigures } from '../../../../packages/runtime/src/audiences';
import { days, hours } from '../../../../packages/runtime/src/shared';
import { databases } from '../../../support/databases';
import { startMagentoSync, type MagentoSync } from '../../../support/magento/start-magento-sync';

describe.each(databases())('on %s', (_name, open) => {
  let magento: MagentoSync;
  const begin = async (options: Parameters<typeof startMagentoSync>[1] = {}) => {
    magento = await startMagentoSync(open, options);
    await magento.turn();
    magento.clock.time += hours(1).milliseconds;
    return magento.fake.shop;
  };
  afterEach(async () => await magento.close());
  const later = async () => {
    magento.clock.time += 60_000;
    await magento.turn();
  };
  const orderOf = async (id: number) => {
    const events = (await magento.events()).filter(({ payload }) => payload.order?.id === String(id));
    return events.at(-1)?.payload.order;
  };

  test('a customer orders, pays, gets the goods, and each is told once, with its own date', async () => {
    const shop = await begin();
    const order = shop.place();
    await later();
    shop.pay(order);
    const paidAt = magento.clock.time;
    await later();
    shop.ship(order);
    await later();
    await later();

    expect(await magento.eventsOf('order', order.entity_id)).toEqual([
      'order.created',
      'order.placed',
      'order.paid',
      'order.status_changed',
      'order.status_changed',
      'order.completed',
      'order.delivered',
    ]);
    expect(await orderOf(order.entity_id)).toMatchObject({
      status: 'completed',
      total: 25,
      isGuest: true,
      paidAt: new Date(paidAt).toISOString(),
      billing: { address1: 'Herzl 1', address2: 'Floor 2', email: 'buyer1@example.org' },
    });
  });

  test('an order that an extension deleted is noticed within a day, and nothing else is', async () => {
    const shop = await begin();
    const [kept, gone] = [shop.place(), shop.place()];
    await later();
    shop.orders.splice(shop.orders.indexOf(gone), 1);
    magento.clock.time += hours(25).milliseconds;
    await magento.turn();
    await magento.turn();
    expect(await magento.eventsOf('order', gone.entity_id)).toContain('order.deleted');
    expect(await magento.eventsOf('order', kept.entity_id)).not.toContain('order.deleted');
  });

  test('an order in two parcels has arrived with the second one, though neither touches the order', async () => {
    const shop = await begin();
    const order = shop.place({ pieces: 2 });
    await later();
    const updatedAt = order.updated_at;
    shop.ship(order, 1);
    await later();
    expect(await magento.eventsOf('order', order.entity_id)).not.toContain('order.delivered');
    shop.ship(order, 1);
    await later();
    expect(order.updated_at).toBe(updatedAt);
    expect(await magento.eventsOf('order', order.entity_id)).toContain('order.delivered');
  });

  test('where the shop has a status for it, that says that an order has arrived, and a shipment does not', async () => {
    const shop = await begin({ shop: { deliveredStatus: 'handed_over' } });
    const order = shop.place();
    shop.ship(order);
    await later();
    expect(await magento.eventsOf('order', order.entity_id)).not.toContain('order.delivered');
    shop.setState(order, 'complete', 'Handed_Over');
    await later();
    expect(await magento.eventsOf('order', order.entity_id)).toContain('order.delivered');
  });

  test('a part of the money goes back, then the rest; a cancelled credit memo is no refund', async () => {
    const shop = await begin();
    const order = shop.place();
    shop.pay(order);
    await later();
    shop.refund(order, 5);
    shop.creditMemos.push({ ...shop.creditMemos[0]!, entity_id: 90, state: 3 });
    await later();
    expect(await orderOf(order.entity_id)).toMatchObject({
      net: 20,
      refund: { amount: 5, isFull: false, reason: 'Broken' },
    });
    shop.refund(order, 20);
    await later();
    const refunds = (await magento.events())
      .filter(({ type }) => type === 'order.refunded')
      .map(({ payload }) => payload.order);
    expect(refunds.map((one) => [one?.refund?.amount, one?.refund?.isFull])).toEqual([
      [5, false],
      [20, true],
    ]);
    expect(await orderOf(order.entity_id)).toMatchObject({ status: 'refunded', net: 0 });
  });

  test('old orders that somebody saves again tell nothing, whatever had become of them', async () => {
    magento = await startMagentoSync(open);
    const { shop } = magento.fake;
    magento.clock.time -= days(400).milliseconds;
    const [cancelled, completed, refunded] = [shop.place(), shop.place(), shop.place()];
    shop.setState(cancelled, 'canceled');
    shop.pay(completed);
    shop.ship(completed);
    shop.pay(refunded);
    shop.refund(refunded, 25);
    magento.clock.time += days(400).milliseconds + 1_000;
    for (const order of shop.orders) shop.touch(order);
    await magento.turn();
    for (const order of shop.orders) shop.touch(order);
    await later();
    expect(magento.routed).toEqual([]);
    expect(await magento.database().all('SELECT status FROM orders ORDER BY external_id')).toEqual([
      { status: 'cancelled' },
      { status: 'completed' },
      { status: 'refunded' },
    ]);
  });

  test('of 250 orders that are saved in one second none is passed over, though others are saved meanwhile', async () => {
    const shop = await begin();
    for (let count = 0; count < 250; count++) shop.place();
    await later();
    const third = shop.orders[2]!;
    for (const order of shop.orders) shop.pay(order);
    magento.fake.disturb = ({ path }) => {
      if (path.endsWith('/orders')) shop.touch(third);
      return undefined;
    };
    await later();
    const paid = (await magento.events()).filter(({ type }) => type === 'order.paid');
    expect(new Set(paid.map(({ payload }) => payload.order?.id)).size).toBe(250);
    expect(paid).toHaveLength(250);
  }, 120_000);

  test('two changes of one second both count, also when the second one looks like a step back', async () => {
    const shop = await begin();
    const order = shop.place();
    shop.pay(order);
    await magento.turn();
    shop.setState(order, 'holded');
    await magento.turn();
    expect(await orderOf(order.entity_id)).toMatchObject({ status: 'on-hold', previousStatus: 'processing' });
  });

  test('who ordered in the Hebrew store view is written to in Hebrew, and cash on delivery is a purchase at once', async () => {
    const shop = await begin();
    const order = shop.place({ store_id: 2, payment: { method: 'cashondelivery' } });
    await later();
    const [created] = await magento.events();
    expect(created?.payload.contact).toMatchObject({ email: 'buyer1@example.org', locale: 'he-IL' });
    expect(await orderOf(order.entity_id)).toMatchObject({
      status: 'processing',
      paidAt: null,
      paymentMethod: 'cashondelivery',
    });
  });

  test('a configurable product is one line, which names its variation', async () => {
    const shop = await begin();
    const order = shop.place();
    order.items = [
      {
        item_id: 1,
        product_id: 100,
        product_type: 'configurable',
        sku: 'TEE-M',
        name: 'Tee',
        qty_ordered: 1,
        price: 20,
        row_total: 20,
      },
      {
        item_id: 2,
        parent_item_id: 1,
        product_id: 101,
        product_type: 'simple',
        sku: 'TEE-M',
        name: 'Tee M',
        qty_ordered: 1,
        price: 0,
      },
    ];
    await later();
    expect((await orderOf(order.entity_id))?.lines).toMatchObject([
      { productId: '100', variationId: '101', sku: 'TEE-M', total: 20 },
    ]);
  });

  test('pairs of a configurable product and what it was chosen as count once, however often the order is read', async () => {
    const shop = await begin();
    const order = shop.place({ grand_total: 65 });
    const pair = (id: number, chosen: number, qty: number, price: number) => {
      const both = { sku: `TEE-${chosen}`, name: 'Tee', qty_ordered: qty };
      const parent = { item_id: id, product_id: 100, product_type: 'configurable', price, row_total: price * qty };
      // Some shops repeat the price at what was chosen.
      const child = { item_id: id + 1, parent_item_id: id, product_id: chosen, product_type: 'simple' };
      return [
        { ...both, ...parent },
        { ...both, ...child, price, row_total: price * qty, parent_item: { ...both, ...parent } },
      ];
    };
    const mug = { item_id: 9, product_id: 7, product_type: 'simple', sku: 'MUG', name: 'Mug', qty_ordered: 1 };
    order.items = [...pair(1, 101, 2, 20), ...pair(3, 102, 1, 15), { ...mug, price: 10, row_total: 10 }];
    await later();
    order.updated_at = shop.now();
    await later();
    shop.pay(order);
    shop.shipments.push({
      ...{ entity_id: 1, order_id: order.entity_id, created_at: shop.now(), updated_at: shop.now(), tracks: [] },
      items: [1, 3, 9].map((item) => ({ order_item_id: item, qty: item === 1 ? 2 : 1 })),
    });
    await later();
    const lines = [
      { productId: '100', variationId: '101', quantity: 2, total: 40 },
      { productId: '100', variationId: '102', quantity: 1, total: 15 },
      { productId: '7', variationId: null, quantity: 1, total: 10 },
    ];
    const known = await orderOf(order.entity_id);
    expect(known?.lines).toHaveLength(3);
    expect(known).toMatchObject({ total: 65, lines });
    expect(await magento.eventsOf('order', order.entity_id)).toContain('order.delivered');

    const database = magento.database();
    const stored = await database.all<{ quantity: number }>('SELECT quantity FROM order_line');
    expect(stored.map(({ quantity }) => quantity).sort()).toEqual([1, 1, 2]);
    const buyer = await database.get<{ id: number }>('SELECT contact AS id FROM orders');
    const filters = [
      {},
      { productIds: ['100'] },
      { productIds: ['101'] },
      { skus: ['TEE-102'] },
      { productIds: ['8'] },
    ];
    const asked = { workspace: 1, contact: buyer?.id ?? 0, asOf: magento.clock.now() + 1 };
    const figures = await readSalesFigures(database, { ...asked, filters });
    expect(figures.map(({ count, sum }) => [count, sum])).toEqual([
      [1, 65],
      [1, 65],
      [1, 65],
      [1, 65],
      [0, 0],
    ]);
  });

  test('what was chosen counts by itself where the shop does not send the product that it belongs to', async () => {
    const shop = await begin();
    const order = shop.place();
    const chosen = {
      item_id: 2,
      parent_item_id: 1,
      product_id: 101,
      product_type: 'simple',
      sku: 'TEE-M',
      name: 'Tee M',
    };
    order.items = [{ ...chosen, qty_ordered: 1, price: 20, row_total: 20 }];
    await later();
    expect((await orderOf(order.entity_id))?.lines).toMatchObject([{ productId: '101', quantity: 1, total: 20 }]);
  });

  test('an order that cannot be read is set aside, and the others go on', async () => {
    const shop = await begin();
    const odd = shop.place({ order_currency_code: null });
    const good = shop.place();
    await later();
    expect(await magento.database().all('SELECT external_id AS id, reason FROM set_aside')).toEqual([
      { id: String(odd.entity_id), reason: `order ${odd.entity_id} has no currency` },
    ]);
    expect(await magento.eventsOf('order', good.entity_id)).toContain('order.placed');
  });
});
