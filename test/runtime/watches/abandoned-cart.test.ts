import { days, hours, minutes, seconds, silentLogger } from '../../../packages/runtime/src/shared';
import type { Site } from '../../../packages/runtime/src/sites';
import { payloadOf } from '../../../packages/runtime/src/sites/event-payload';
import { WatchSweep } from '../../../packages/runtime/src/watches';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { done, mail } from '../../support/journey';
import { cart, mug, onAbandonedCart, startTriggerJourneys, type TriggerJourneys } from '../../support/trigger-journeys';

const ONE_HOUR = { idle: 1, idleUnit: 'hours' };

describe.each(databaseSettings())('carts that are left, on %s', (_name, make) => {
  let settings: DatabaseSettings;
  let shop: TriggerJourneys;
  let dana: number;
  beforeEach(async () => {
    settings = await make();
    shop = await startTriggerJourneys({ env: settings.env });
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => {
    await shop.close();
    await settings.drop();
  });

  test('a contact who leaves a cart for an hour gets a reminder of what is in it, and no earlier', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), mail('Still interested?')]);
    const since = shop.clock.now();
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.pass(minutes(59), minutes(59));
    expect(await shop.roundsOf(journey)).toEqual([]);
    await shop.pass(minutes(1), seconds(30));
    expect(await shop.mails()).toEqual(['Still interested?: sent']);
    const [event] = await shop.told('cart.abandoned');
    expect(event).toMatchObject({
      contact: dana,
      occurredAt: since + hours(1).milliseconds,
      payload: {
        contact: { id: dana, email: 'dana@example.com' },
        cart: {
          id: 'c1',
          total: 19.8,
          currency: 'EUR',
          url: 'https://shop.example/cart/c1',
          lines: [{ sku: 'MUG-01' }],
        },
        waited: { minutes: 60, since: new Date(since).toISOString() },
      },
    });
  });

  test('a contact who buys during the idle time gets no reminder', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), mail('Still interested?')]);
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.pass(minutes(20));
    await shop.happens('order.placed', dana, { order: { id: '7', total: 5, currency: 'EUR', lines: [] } });
    await shop.pass(hours(3));
    expect(await shop.roundsOf(journey)).toEqual([]);
    expect(await shop.rows('watch')).toBe(0);
  });

  test('an order that is dated before the last change of the cart, but has its goods, ends it; an older one does not', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const noam = await shop.contact('noam@example.com');
    const begun = shop.clock.now() - minutes(5).milliseconds;
    await shop.happens('order.placed', noam, { order: { id: '8', lines: [mug()] } }, begun);
    await shop.pass(minutes(1));
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.happens('cart.updated', noam, cart('c2'));
    await shop.pass(minutes(10));
    await shop.happens('order.placed', dana, { order: { id: '7', total: 5, currency: 'EUR', lines: [mug()] } }, begun);
    await shop.pass(hours(3));
    expect(await shop.roundsOf(journey)).toEqual(['success at Done']);
    expect((await shop.told('cart.abandoned')).map(({ contact }) => contact)).toEqual([noam]);
  });

  test('a change of the cart begins the time anew; an older one that comes late does not', async () => {
    await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    await shop.happens('cart.updated', dana, cart('c1', { total: 5 }));
    await shop.pass(minutes(40));
    const changed = shop.clock.now();
    await shop.happens('cart.updated', dana, cart('c1', { total: 19.8 }));
    await shop.happens('cart.updated', dana, cart('c1', { total: 1 }), changed - minutes(20).milliseconds);
    await shop.pass(minutes(59));
    expect(await shop.told('cart.abandoned')).toEqual([]);
    await shop.pass(minutes(1));
    expect(await shop.told('cart.abandoned')).toMatchObject([
      { occurredAt: changed + hours(1).milliseconds, payload: { cart: { total: 19.8 } } },
    ]);
  });

  test('two triggers with different times each begin at their own', async () => {
    const soon = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const late = await shop.activate([onAbandonedCart({ idle: 1, idleUnit: 'days' }), done]);
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.pass(hours(2));
    expect([await shop.roundsOf(soon), await shop.roundsOf(late)]).toEqual([['success at Done'], []]);
    await shop.pass(hours(22));
    expect([await shop.roundsOf(soon), await shop.roundsOf(late)]).toEqual([['success at Done'], ['success at Done']]);
    const told = (await shop.told('cart.abandoned')).map(({ payload }) => payload.waited?.minutes);
    expect(told).toEqual([60, 1_440]);
  });

  test('a cart begins a journey once, however often it is left; another cart of the contact begins it again', async () => {
    const once = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const always = await shop.activate([onAbandonedCart({ ...ONE_HOUR, oncePerCart: false }), done]);
    const weekly = await shop.activate([onAbandonedCart(ONE_HOUR), done], { entry: { reentry: 'everyDays', days: 7 } });
    for (const id of ['c1', 'c1', 'c2']) {
      await shop.happens('cart.updated', dana, cart(id));
      await shop.pass(hours(2));
    }
    const counts = await Promise.all([once, always, weekly].map(async (each) => (await shop.roundsOf(each)).length));
    expect(counts).toEqual([2, 3, 1]);
    expect((await shop.refusals()).sort()).toEqual(['sameKey', 'tooSoon', 'tooSoon']);
  });

  test('small carts, other goods and other shops begin nothing', async () => {
    const filters = { minimumTotal: '20' };
    const large = await shop.activate([onAbandonedCart({ ...ONE_HOUR, filters }), done]);
    const mugs = await shop.activate([onAbandonedCart({ ...ONE_HOUR, filters: { categories: 'mugs' } }), done]);
    const caps = await shop.activate([onAbandonedCart({ ...ONE_HOUR, filters: { skus: 'CAP-01' } }), done]);
    const other = await shop.activate([onAbandonedCart({ ...ONE_HOUR, shop: 'another' }), done]);
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.pass(hours(2));
    const counts = await Promise.all([large, mugs, caps, other].map(async (id) => (await shop.roundsOf(id)).length));
    expect(counts).toEqual([0, 1, 0, 0]);
  });

  test('nobody is reminded of an emptied cart, and nobody without an address', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const visitor = await shop.contact(null as never);
    await shop.happens('cart.updated', dana, cart('c1'));
    await shop.happens('cart.updated', dana, cart('c1', { lines: [], total: 0 }));
    await shop.happens('cart.updated', visitor, cart('c2'));
    await shop.happens('cart.updated', null, cart('c3'));
    await shop.pass(hours(2));
    expect(await shop.roundsOf(journey)).toEqual([]);
    expect(await shop.rows('watch')).toBe(0);
  });

  test('what a site tells of single products adds up to a cart', async () => {
    await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const product = (sku: string, price: unknown, quantity = 1) => ({ product: { sku, name: sku, price, quantity } });
    await shop.happens('product.added_to_cart', dana, product('MUG-01', { amount: 990, currency: 'EUR' }, 2));
    await shop.happens('product.added_to_cart', dana, product('CAP-01', 12));
    await shop.happens('product.added_to_cart', dana, product('PEN-01', 3));
    await shop.happens('product.removed_from_cart', dana, product('CAP-01', 12));
    await shop.happens('checkout.started', dana);
    await shop.pass(hours(2));
    expect((await shop.told('cart.abandoned')).map(({ payload }) => payload.cart)).toMatchObject([
      { total: 22.8, currency: 'EUR', lines: [{ sku: 'MUG-01', quantity: 2 }, { sku: 'PEN-01' }] },
    ]);
  });

  test('what a tracked site tells of one product is a cart with its quantity, its variant and its currency', async () => {
    await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const noam = await shop.contact('noam@example.com');
    const page = { url: 'https://shop.example/mug', path: '/mug', title: 'Mug', referrer: null };
    const told = (properties: object) =>
      payloadOf({ id: 's1', name: 'Site', settings: { currency: 'ILS' } } as Site, {
        ...{ kind: 'track', type: 'product.added_to_cart', name: 'Product Added', key: 'k', traits: {}, page },
        ...{ anonymousId: 'a3f1c2d4e5b60718293a4b5c6d7e8f90', userId: undefined, occurredAt: shop.clock.now() },
        properties: properties as Readonly<Record<string, unknown>>,
      });
    const shirt = { product_id: '7', sku: '', variant_id: '71', name: 'Shirt', price: '12.50' };
    await shop.happens('product.added_to_cart', dana, told({ ...shirt, quantity: '3', currency: 'usd' }));
    await shop.happens('product.added_to_cart', noam, told({ product_id: 8, name: 'Cap', price: 5 }));
    await shop.pass(hours(2));
    // Carts that are left since the same moment are told side by side: in any order.
    const carts = (await shop.told('cart.abandoned'))
      .map(({ contact, payload }) => [contact, payload.cart] as const)
      .sort(([one], [other]) => Number(one) - Number(other));
    expect(carts).toHaveLength(2);
    expect(carts).toMatchObject([
      [
        dana,
        { total: 37.5, currency: 'USD', lines: [{ productId: '7', variationId: '71', quantity: 3, price: 12.5 }] },
      ],
      [noam, { total: 5, currency: 'ILS', lines: [{ productId: '8', variationId: null, quantity: 1 }] }],
    ]);
  });

  test('a visitor who becomes a known contact is reminded once, as that contact', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const { contact: visitor } = await shop.writer.upsert(1, { anonymousId: 'browser-1' });
    const product = { product: { sku: 'MUG-01', price: 9.9 } };
    await shop.happens('product.added_to_cart', visitor.id, product);
    await shop.writer.merge(1, dana, visitor.id);
    await shop.pass(minutes(10));
    await shop.happens('product.added_to_cart', dana, product);
    await shop.pass(hours(2));
    expect(await shop.roundsOf(journey)).toEqual(['success at Done']);
  });

  test('nothing is kept of carts while no trigger waits for them, and an erased contact is not reminded', async () => {
    await shop.happens('cart.updated', dana, cart('c1'));
    expect(await shop.rows('watch')).toBe(0);
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    await shop.happens('cart.updated', dana, cart('c2'));
    await shop.writer.erase(1, dana);
    await shop.pass(days(1), hours(6));
    expect(await shop.roundsOf(journey)).toEqual([]);
  });

  test('what fell due while the server was down is told once when it is up again', async () => {
    const journey = await shop.activate([onAbandonedCart(ONE_HOUR), mail('Still interested?')]);
    await shop.happens('cart.updated', dana, cart('c1'));
    const stopped = await shop.stop();
    shop = await startTriggerJourneys({ ...stopped, now: stopped.now + hours(2).milliseconds });
    await shop.look();
    await shop.pass(hours(2));
    expect(await shop.roundsOf(journey)).toEqual(['success at Mail']);
    expect(await shop.mails()).toEqual(['Still interested?: sent']);
  });

  test('two servers that look at the same time tell of each cart once', async () => {
    await shop.activate([onAbandonedCart(ONE_HOUR), done]);
    const { database, clock, events, route, live } = shop;
    for (let number = 0; number < 30; number++) {
      await shop.store('cart.updated', await shop.contact(`c${number}@example.com`), cart(`cart-${number}`));
    }
    shop.advanceOnly(hours(1));
    const demand = { filtersOf: (workspace: number) => live.filtersOf(workspace), workspaces: () => [1] };
    const other = new WatchSweep({ database, clock, logger: silentLogger, events, route, demand });
    await Promise.all([shop.triggers.watchSweep.look(), other.look(), shop.triggers.watchSweep.look()]);
    const told = await shop.told('cart.abandoned');
    expect(new Set(told.map(({ contact }) => contact)).size).toBe(30);
    expect(told).toHaveLength(30);
    expect(await shop.rows('watch')).toBe(0);
  });
});
