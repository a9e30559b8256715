import type { ExecutionSummary } from '../../packages/runtime/src/engine';
import type { StoredEvent } from '../../packages/runtime/src/events';
import { parseWorkflow } from '../../packages/runtime/src/workflows';
import type { DatabaseSettings } from './databases';
import { outputOf, pathOf } from './start-engine';
import { startJourneys } from './start-journeys';
import { waitJourney } from './wait-journey';

/** As much of an order as filters look at. */
export const orderOf = (id: string, more: object = {}) => ({
  order: {
    id,
    number: id,
    status: 'processing',
    currency: 'EUR',
    total: 30,
    isFirstPurchase: false,
    lines: [],
    ...more,
  },
});

export const lineOf = (productId: string, category = 'coffee') => ({
  productId,
  variationId: null,
  sku: productId,
  categories: [{ id: '1', name: category, slug: category }],
});

/** An arm for the next purchase. */
export const bought = { name: 'Bought', waitFor: 'event', events: ['order.placed'] };

export type Waits = Awaited<ReturnType<typeof openWaits>>;

/** The whole product with one journey at a time: a contact enters it by an order and waits. */
export async function openWaits({ env, drop }: DatabaseSettings) {
  let shop = await startJourneys({ env });
  let journey = '';
  let contact = 0;
  let count = 0;

  const execution = async (): Promise<ExecutionSummary> => {
    const first = (await shop.executions.list(1, { workflow: journey, limit: 10 })).at(-1);
    if (!first) throw new Error('nobody has entered');
    return first;
  };
  const data = async () => await shop.executions.data(1, (await execution()).id);

  return {
    get shop() {
      return shop;
    },

    /** A contact of their own, who enters from now on. */
    async contact(fields: { attributes?: object } = {}): Promise<number> {
      count += 1;
      contact = await shop.contact(`contact-${count}@example.com`, { country: 'AT', ...fields });
      return contact;
    },

    async start(arms: object[], parameters: object = {}): Promise<void> {
      await this.startWorkflow(waitJourney(arms, parameters));
    },

    async startWorkflow(document: object): Promise<void> {
      ({ id: journey } = await shop.workflows.create(1, parseWorkflow(document)));
      await shop.live.activate(1, journey);
    },

    /** The contact enters by an order. */
    enter: async (facts: object = orderOf('1')): Promise<StoredEvent> =>
      await shop.happens('order.placed', contact, facts),

    execution,
    data,
    status: async () => (await execution()).status,
    path: async () => pathOf(await data()),

    /** What the item says of the wait. */
    async note(): Promise<Record<string, any> | undefined> {
      const { node } = await execution();
      return (outputOf(await data(), node ?? '')[0] as { wait?: Record<string, any> } | undefined)?.wait;
    },

    async armRows(): Promise<number> {
      return Number((await shop.database.get<{ n: number }>('SELECT COUNT(*) AS n FROM wait_arm'))?.n);
    },

    /** Stops the product and starts it again with the same data, some time later. */
    async restart(): Promise<void> {
      shop = await startJourneys(await shop.stop());
    },

    async endJourney(): Promise<void> {
      await shop.live.deactivate(1, journey);
      await shop.workflows.delete(1, journey);
      expect(await this.armRows()).toBe(0);
    },

    async close(): Promise<void> {
      await shop.close();
      await drop();
    },
  };
}
