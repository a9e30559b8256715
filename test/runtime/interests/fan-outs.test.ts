import { days, hours, minutes, seconds } from '../../../packages/runtime/src/shared';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { done, mail } from '../../support/journey';
import { cart, mug, onProductAlert, startTriggerJourneys, type TriggerJourneys } from '../../support/trigger-journeys';

const product = (changes: object = {}): object => ({
  product: {
    id: '512',
    parentId: null,
    sku: 'MUG-01',
    name: 'Mug',
    price: 8,
    previousPrice: 10,
    stockStatus: 'instock',
    stockQuantity: 3,
    categories: [],
    url: null,
    image: null,
    ...changes,
  },
});
const looked = { product: { id: '512', name: 'Mug' } };

describe.each(databaseSettings())('contacts who are interested in a product, on %s', (_name, make) => {
  let settings: DatabaseSettings;
  let shop: TriggerJourneys;
  let dana: number;
  let noam: number;
  beforeEach(async () => {
    settings = await make();
    shop = await startTriggerJourneys({ env: settings.env });
    dana = await shop.contact('dana@example.com');
    noam = await shop.contact('noam@example.com');
  });
  afterEach(async () => {
    await shop.close();
    await settings.drop();
  });

  const contactsOf = async (type = 'interest.price_dropped') => (await shop.told(type)).map(({ contact }) => contact);
  const drops = async (changes: object = {}) => {
    await shop.happens('product.price_dropped', null, product(changes));
    await shop.look();
  };

  test('whoever viewed a product hears of its new price by mail; others do not', async () => {
    await shop.activate([onProductAlert({}), mail('Now cheaper')]);
    await shop.happens('product.viewed', dana, looked);
    await shop.happens('product.viewed', noam, { product: { id: '900' } });
    await drops();
    expect(await shop.mails()).toEqual(['Now cheaper: sent']);
    expect(await shop.told('interest.price_dropped')).toMatchObject([
      {
        contact: dana,
        payload: {
          contact: { id: dana, email: 'dana@example.com' },
          product: { id: '512', price: 8, previousPrice: 10 },
          interest: { kinds: ['viewed'], drop: { amount: 2, percent: 20 } },
        },
      },
    ]);
    expect(await shop.rows('fan_out')).toBe(0);
  });

  test('interest is found by SKU, in carts and on wish lists, and of a variation by its product', async () => {
    await shop.activate([onProductAlert({}), done]);
    const [noa, gil] = [await shop.contact('noa@example.com'), await shop.contact('gil@example.com')];
    await shop.happens('product.added_to_wishlist', dana, { product: { sku: 'MUG-01' } });
    await shop.happens('cart.updated', noam, cart('c1', { lines: [mug({ productId: '500', variationId: '512' })] }));
    await shop.happens('product.viewed', noa, { product: { id: '500' } });
    await shop.happens(
      'cart.updated',
      gil,
      cart('c2', { lines: [mug({ productId: '500', variationId: '513', sku: 'L' })] }),
    );
    await drops({ parentId: '500' });
    expect(await contactsOf()).toEqual([dana, noam, noa]);
  });

  test('what was taken out of a cart or off a wish list interests nobody any more', async () => {
    await shop.activate([onProductAlert({ kinds: ['wishlist', 'cart'] }), done]);
    await shop.happens('product.added_to_wishlist', dana, looked);
    await shop.happens('product.removed_from_wishlist', dana, looked);
    await shop.happens('cart.updated', noam, cart('c1'));
    await shop.happens('cart.updated', noam, cart('c1', { lines: [mug({ productId: '7', sku: 'PEN' })] }));
    await drops();
    expect(await contactsOf()).toEqual([]);
  });

  test('a fall that is too small, and interest that is too old, begin nothing', async () => {
    await shop.activate([onProductAlert({ withinDays: 7, filters: { minimumDropPercent: 15 } }), done]);
    const sums = await shop.activate([onProductAlert({ withinDays: 7, filters: { minimumDrop: '2.50' } }), done]);
    await shop.happens('product.viewed', dana, looked);
    await shop.pass(days(5), days(5));
    await shop.happens('product.viewed', noam, looked);
    await drops({ price: 9 });
    expect(await contactsOf()).toEqual([]);
    await shop.pass(days(3), days(3));
    await drops({ price: 8 });
    expect(await contactsOf()).toEqual([noam]);
    expect(await shop.roundsOf(sums)).toEqual([]);
  });

  test('buyers are left out unless they are meant', async () => {
    const buy = async (contact: number, id: string) => {
      await shop.database.write(async (tx) => {
        const row = await tx.get<{ id: number }>(
          `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount,
            shipping, refunded, placed_at, paid_at, modified_at, is_deleted)
            VALUES (1, 's', ?, ?, ?, 'processing', 'EUR', 100, 0, 0, 0, 0, ?, ?, 0, 0) RETURNING id`,
          [id, id, contact, shop.clock.now(), shop.clock.now()],
        );
        await tx.run(
          `INSERT INTO order_line (workspace, "order", external_id, product_external_id, sku, name, quantity, total)
            VALUES (1, ?, '1', '512', 'MUG-01', 'Mug', 1, 100)`,
          [row!.id],
        );
      });
    };
    const others = await shop.activate([onProductAlert({ events: ['interest.back_in_stock'] }), done]);
    const buyers = await shop.activate([
      onProductAlert({ events: ['interest.back_in_stock'], kinds: ['bought'], skipBuyers: false }),
      done,
    ]);
    await shop.happens('product.viewed', dana, looked);
    await shop.happens('product.viewed', noam, looked);
    await shop.pass(hours(1));
    await buy(noam, 'o1');
    await shop.pass(hours(1));
    await shop.happens('product.back_in_stock', null, product());
    await shop.look();
    const contactsIn = async (workflow: string) => (await shop.executionsOf(workflow)).length;
    expect([await contactsIn(others), await contactsIn(buyers)]).toEqual([1, 1]);
    expect(await contactsOf('interest.back_in_stock')).toEqual([dana, noam]);
  });

  test('a journey lets a contact in at most every 30 days, whatever gets cheaper', async () => {
    const journey = await shop.activate([onProductAlert({}), done], { entry: { reentry: 'everyDays', days: 30 } });
    await shop.happens('product.viewed', dana, looked);
    await drops();
    await drops({ price: 6, previousPrice: 8 });
    expect(await shop.roundsOf(journey)).toEqual(['success at Done']);
    expect(await shop.refusals()).toEqual(['tooSoon']);
  });

  test('1,000 contacts are told at the pace of the trigger, each once, also when the server dies in between', async () => {
    const journey = await shop.activate([onProductAlert({ perMinute: 120 }), done]);
    const now = shop.clock.now();
    await shop.database.write(async (tx) => {
      for (let number = 0; number < 1_000; number++) {
        const row = await tx.get<{ id: number }>(
          `INSERT INTO contact (workspace, email, attributes, created_at, updated_at) VALUES (1, ?, '{}', ?, ?) RETURNING id`,
          [`c${number}@example.com`, now, now],
        );
        await tx.run(
          `INSERT INTO interest (workspace, product, contact, kind, shop, last_at) VALUES (1, 'id:512', ?, 'viewed', '', ?)`,
          [row!.id, now],
        );
      }
    });
    await drops();
    const minutesTold: number[] = [];
    let before = 0;
    for (let minute = 0; minute < 4; minute++) {
      await shop.pass(minutes(1), seconds(5));
      const count = await shop.rows(`event WHERE type = 'interest.price_dropped'`);
      minutesTold.push(count - before);
      before = count;
    }
    // The first ten are told at once.
    expect(Math.max(...minutesTold)).toBeLessThanOrEqual(130);
    expect(Math.min(...minutesTold)).toBeGreaterThanOrEqual(110);
    const stopped = await shop.stop();
    shop = await startTriggerJourneys({ ...stopped, now: stopped.now + minutes(1).milliseconds });
    await shop.look();
    await shop.pass(minutes(6), seconds(5));
    const told = await shop.told('interest.price_dropped');
    expect(told).toHaveLength(1_000);
    expect(new Set(told.map(({ contact }) => contact)).size).toBe(1_000);
    expect(await shop.rows(`execution WHERE workflow = '${journey}'`)).toBe(1_000);
    expect(await shop.rows('fan_out')).toBe(0);
  }, 240_000);

  test('a trigger that goes live knows who looked before; nothing is kept while none is', async () => {
    await shop.happens('product.viewed', dana, looked);
    await shop.happens('product.added_to_wishlist', noam, looked);
    await shop.happens('product.removed_from_wishlist', noam, looked);
    expect(await shop.rows('interest')).toBe(0);
    const journey = await shop.activate([onProductAlert({}), done]);
    await shop.look();
    await shop.pass(minutes(1), seconds(20));
    await drops();
    expect(await contactsOf()).toEqual([dana]);
    await shop.live.deactivate(1, journey);
    await shop.look();
    expect(await shop.rows('interest_fill')).toBe(0);
  });

  test('two who become one hear of it once, and an erased contact leaves nothing', async () => {
    await shop.activate([onProductAlert({ perMinute: 1 }), done]);
    const gil = await shop.contact('gil@example.com');
    for (const contact of [dana, noam, gil]) await shop.happens('product.viewed', contact, looked);
    await drops();
    expect(await contactsOf()).toEqual([dana]);
    await shop.writer.merge(1, noam, dana);
    await shop.writer.erase(1, gil);
    expect(await shop.rows('interest')).toBe(1);
    await shop.pass(minutes(5), minutes(1));
    expect(await contactsOf()).toEqual([noam]);
  });
});
