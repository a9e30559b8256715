import { cartFilter } from '../../../nodes/AbandonedCartTrigger/cart-filter';
import { eventFilter } from '../../../nodes/EventTrigger/event-filter';
import { alertFilter } from '../../../nodes/ProductAlertTrigger/alert-filter';
import { hours } from '../../../packages/runtime/src/shared';
import { startHttpServer } from '../../support/http-server';
import { done } from '../../support/journey';
import { cart, onAnyEvent, startTriggerJourneys, type TriggerJourneys } from '../../support/trigger-journeys';

type Item = { event: { type: string }; contact?: { id: number }; cart?: { id: string } };

/** A stock n8n whose trigger takes what it is sent. */
async function startN8n() {
  const items: Item[] = [];
  const { url, close } = await startHttpServer(({ body }) => {
    items.push(JSON.parse(body) as Item);
    return {};
  });
  return { url: `${url}/hook`, items, close };
}

describe('our triggers in a stock n8n', () => {
  let shop: TriggerJourneys;
  let n8n: Awaited<ReturnType<typeof startN8n>>;
  let dana: number;
  beforeEach(async () => {
    shop = await startTriggerJourneys();
    n8n = await startN8n();
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => {
    await shop.close();
    await n8n.close();
  });

  const subscribe = async (filter: object) =>
    (await shop.api('POST', '/hub/subscriptions', { filter, targetUrl: n8n.url })) as {
      status: number;
      body: { id: string };
    };
  const received = (count: number) =>
    shop.until(
      () => Promise.resolve(n8n.items),
      (items) => items.length >= count,
    );

  test("days of an event's fields are the workspace's, or the contact's own", async () => {
    await shop.database.write((tx) => tx.run(`UPDATE workspace SET time_zone = 'Asia/Jerusalem'`));
    const parametersOf = (zone: string) => ({
      ...{ events: [], otherEvents: 'custom.booked' },
      conditions: {
        values: [{ field: 'properties.at', type: 'dateTime', comparison: 'after', value: '2026-11-22', zone }],
      },
    });
    const journeys = [];
    for (const zone of ['workspace', 'contact']) {
      journeys.push(await shop.activate([onAnyEvent(parametersOf(zone)), done]));
      expect((await subscribe(eventFilter(parametersOf(zone)))).status).toBe(201);
    }
    const contact = { id: dana, timeZone: 'America/New_York' };
    const book = (at: string) => shop.happens('custom.booked', dana, { contact, properties: { at } });
    // In Jerusalem the day begins two hours before that of UTC, in New York five hours after it.
    for (const hour of ['21T21:30', '21T22:30', '22T04:30', '22T05:30']) await book(`2026-11-${hour}:00Z`);
    expect(await Promise.all(journeys.map(async (id) => (await shop.roundsOf(id)).length))).toEqual([3, 1]);
    await received(4);
    expect(await shop.rows('subscription_delivery')).toBe(4);
  });

  test('a trigger for abandoned carts is told of each cart once, and of nothing after it has unsubscribed', async () => {
    const { status, body } = await subscribe(cartFilter({ idle: 1 }));
    expect(status).toBe(201);
    for (const id of ['c1', 'c1', 'c2']) {
      await shop.happens('cart.updated', dana, cart(id));
      await shop.pass(hours(2));
    }
    await received(2);
    expect(n8n.items.map((item) => [item.event.type, item.contact?.id, item.cart?.id])).toEqual([
      ['cart.abandoned', dana, 'c1'],
      ['cart.abandoned', dana, 'c2'],
    ]);
    await shop.api('DELETE', `/hub/subscriptions/${body.id}`);
    await shop.happens('cart.updated', dana, cart('c3'));
    expect(await shop.rows('watch')).toBe(0);
  });

  test('a trigger for prices is told of each interested contact, and one for events of what its conditions let through', async () => {
    await subscribe(alertFilter({}));
    const conditions = { values: [{ field: 'properties.points', type: 'number', comparison: 'atLeast', value: '10' }] };
    await subscribe(eventFilter({ events: [], otherEvents: 'custom.*', conditions }));
    await shop.happens('product.viewed', dana, { product: { id: '512' } });
    await shop.happens('product.price_dropped', null, {
      product: { id: '512', parentId: null, sku: '', price: 8, previousPrice: 10, categories: [] },
    });
    await shop.look();
    await shop.happens('custom.quiz', dana, { properties: { points: 9 } });
    await shop.happens('custom.quiz', dana, { properties: { points: 10 } });
    await received(2);
    expect(n8n.items.map(({ event }) => event.type).sort()).toEqual(['custom.quiz', 'interest.price_dropped']);
  });

  test('a comparison that nobody knows is refused, with its place', async () => {
    const refused = await subscribe({ events: ['custom.quiz'], fields: [{ field: 'a', operator: 'resembles' }] });
    expect(refused).toMatchObject({ status: 400, body: { code: 'RULE_INVALID' } });
    expect(JSON.stringify(refused.body)).toContain('filter.fields.0 operator must be one of');
  });
});
