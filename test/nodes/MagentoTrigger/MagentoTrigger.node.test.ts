import { MagentoTrigger } from '../../../nodes/MagentoTrigger/MagentoTrigger.node';
import { WooCommerceTrigger } from '../../../nodes/WooCommerceTrigger/WooCommerceTrigger.node';
import type { EventPayload, StoredEvent } from '../../../packages/runtime/src/events';
import { matchesTrigger } from '../../../packages/runtime/src/events';
import { openDatabase } from '../../../packages/runtime/src/db';
import { hours } from '../../../packages/runtime/src/shared';
import { startMagentoSync } from '../../support/magento/start-magento-sync';
import { startIngest } from '../../support/start-ingest';
import { recording, RECORDINGS } from '../../support/woocommerce-recordings';

const triggers = [new WooCommerceTrigger(), new MagentoTrigger()] as const;

test('a builder finds the same settings in both triggers, and they mean the same', () => {
  const [woo, magento] = triggers;
  expect(magento.description.properties).toEqual(woo.description.properties);
  const parameters = { events: ['order.paid'], filters: { skus: 'MUG-01' }, shop: 'shop-1' };
  expect(magento.triggerFilter(parameters)).toEqual(woo.triggerFilter(parameters));
});

test('each starts by shops of its own kind only, in n8n and in Aftercart', () => {
  const event = (type: string) =>
    ({ type: 'order.placed', shop: 's', payload: { shop: { type } } }) as unknown as StoredEvent;
  const started = triggers.map(({ shopType }) =>
    ['woocommerce', 'magento'].filter((type) => matchesTrigger({ events: ['order.placed'], shopType }, event(type))),
  );
  expect(started).toEqual([['woocommerce'], ['magento']]);
});

test('a journey gets items of one shape, whichever kind of shop they come from', async () => {
  const woo = await startIngest(await openDatabase('sqlite::memory:'));
  await woo.receive(...RECORDINGS.map(recording));
  const magento = await startMagentoSync(() => openDatabase('sqlite::memory:'));
  const { shop } = magento.fake;
  magento.clock.time += hours(1).milliseconds;
  shop.categories.push({ id: 3, name: 'Mugs' });
  const categories = { category_links: [{ category_id: '3' }] };
  shop.products.push({ id: 1, sku: 'MUG-01', updated_at: shop.now(), extension_attributes: categories });
  const order = shop.place();
  shop.pay(order);
  shop.ship(order);
  shop.refund(order, 5);
  await magento.turn();

  for (const type of ['order.placed', 'order.paid', 'order.completed', 'order.refunded']) {
    const [one, other] = [await woo.allEvents(), await magento.events()].map(
      (events) => events.find((event) => event.type === type)?.payload,
    );
    expect([type, shapeOf(other)]).toEqual([type, shapeOf(one)]);
  }
  await woo.database.close();
  await magento.close();
});

/** The names in an item, and what kind of value each has; null may stand for any. Shops' own fields are their own. */
function shapeOf(payload: EventPayload | undefined): unknown {
  return shape(JSON.parse(JSON.stringify(payload, (key, value: unknown) => (key === 'meta' ? undefined : value))));
}

function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 && typeof value[0] === 'object' ? [shape(value[0])] : 'list';
  if (typeof value !== 'object' || value === null) return 'value';
  const names = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(names.map(([name, inner]) => [name, shape(inner)]));
}
