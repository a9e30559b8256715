import { minutes, type Duration } from '../../packages/runtime/src/shared';
import type { JourneyNode } from './journey';
import { startJourneys, type Stopped } from './start-journeys';

const trigger =
  (type: string, name: string) =>
  (parameters: object): JourneyNode => ({
    name,
    type: `n8n-nodes-aftercart.${type}`,
    parameters,
  });

export const onAbandonedCart = trigger('abandonedCartTrigger', 'Abandoned cart');
export const onProductAlert = trigger('productAlertTrigger', 'Price drop');
export const onAnyEvent = trigger('eventTrigger', 'Event');

/** A line of a cart, as shops and sites tell of it. */
export const mug = (changes: object = {}): object => ({
  id: '1',
  productId: '512',
  variationId: null,
  sku: 'MUG-01',
  name: 'Mug',
  quantity: 2,
  price: 9.9,
  total: 19.8,
  image: null,
  categories: [{ id: '3', name: 'Mugs', slug: 'mugs' }],
  ...changes,
});

export const cart = (id: string, changes: object = {}): object => ({
  cart: {
    id,
    currency: 'EUR',
    total: 19.8,
    email: null,
    url: `https://shop.example/cart/${id}`,
    lines: [mug()],
    createdAt: '2026-11-22T08:00:00Z',
    updatedAt: '2026-11-22T09:00:00Z',
    ...changes,
  },
});

export type TriggerJourneys = Awaited<ReturnType<typeof startTriggerJourneys>>;

/** The whole product on a clock that only the test moves, whose triggers look as often as the test wants. */
export async function startTriggerJourneys(before: Partial<Stopped> = {}) {
  const shop = await startJourneys(before);
  const { triggers, clock, settle } = shop;

  /** Does all that is due at this instant. */
  async function look(): Promise<void> {
    await triggers.interestFills.look();
    await triggers.watchSweep.look();
    await triggers.fanOuts.look();
    await settle();
  }

  return {
    ...shop,
    look,

    /** Lets time pass in steps, and does in each what is due in it. */
    async pass({ milliseconds }: Duration, step: Duration = minutes(30)): Promise<void> {
      const end = clock.now() + milliseconds;
      while (clock.now() < end) {
        shop.advanceOnly({ milliseconds: Math.min(step.milliseconds, end - clock.now()) });
        await look();
      }
    },

    /** What was told of some type: the events, oldest first. */
    async told(type: string) {
      const { data } = await shop.events.list({ workspace: 1, limit: 1_000, type });
      return [...data].reverse();
    },

    rows: async (table: string): Promise<number> =>
      Number((await shop.database.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n),
  };
}
