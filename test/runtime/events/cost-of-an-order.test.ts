import { done } from '../../support/journey';
import {
  cart,
  mug,
  onAbandonedCart,
  onAnyEvent,
  onProductAlert,
  startTriggerJourneys,
  type TriggerJourneys,
} from '../../support/trigger-journeys';

describe('what triggers cost an event that nobody waits for', () => {
  let shop: TriggerJourneys;
  let dana: number;
  beforeEach(async () => {
    shop = await startTriggerJourneys();
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => await shop.close());

  /** How many statements routing an event takes. */
  async function statements(type: string, payload: object): Promise<number> {
    const stored = await shop.store('test.stored', dana);
    let count = 0;
    await shop.database.write(async (tx) => {
      const counting = new Proxy(tx, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          if (name === 'all' || name === 'get' || name === 'run') count += 1;
          return value.bind(target) as unknown;
        },
      });
      await shop.route(counting, { ...stored, type, payload: { event: stored.payload.event, ...payload } });
    });
    return count;
  }

  test('an order costs no statement more, whichever triggers are live; a cart costs one for each of the two', async () => {
    const order = { order: { id: '1', total: 20, currency: 'EUR', status: 'processing', lines: [mug()] } };
    const ofOrder = await statements('order.placed', order);
    const ofCart = await statements('cart.updated', cart('c1'));
    await shop.activate([onAbandonedCart({ idle: 1 }), done]);
    await shop.activate([onAbandonedCart({ idle: 1, idleUnit: 'days' }), done]);
    expect(await statements('order.placed', order)).toBe(ofOrder);
    expect(await statements('cart.updated', cart('c1'))).toBe(ofCart + 1);
    await shop.activate([onProductAlert({}), done]);
    await shop.activate([onAnyEvent({ events: ['message.not_opened'] }), done]);
    expect(await statements('order.placed', order)).toBe(ofOrder);
    expect(await statements('product.viewed', { product: { id: '1' } })).toBe(ofCart + 1);
    // The lines that are in it, and those that are not any more.
    expect(await statements('cart.updated', cart('c1'))).toBe(ofCart + 3);
  });
});
