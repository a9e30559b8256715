import { days, hours } from '../../../../packages/runtime/src/shared';
import { parseWorkflow } from '../../../../packages/runtime/src/workflows';
import { databaseSettings } from '../../../support/databases';
import { outputOf, pathOf } from '../../../support/start-engine';
import { startJourneys, type TestJourneys } from '../../../support/start-journeys';
import { waitJourney } from '../../../support/wait-journey';

jest.setTimeout(60_000);

const order = (id: string, more: object = {}) => ({
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
const line = (productId: string, category = 'coffee') => ({
  productId,
  variationId: null,
  sku: productId,
  categories: [{ id: '1', name: category, slug: category }],
});
const bought = { name: 'Bought', waitFor: 'event', events: ['order.placed'] };

describe.each(databaseSettings())('waits on %s', (_name, makeDatabase) => {
  let shop: TestJourneys;
  let drop: () => Promise<void>;
  let journey: string;
  let anna: number;
  let count = 0;

  beforeAll(async () => {
    const settings = await makeDatabase();
    drop = settings.drop;
    shop = await startJourneys({ env: settings.env });
  });
  afterAll(async () => {
    await shop.close();
    await drop();
  });
  beforeEach(async () => {
    count += 1;
    anna = await shop.contact(`anna-${count}@example.com`, { country: 'AT' });
  });
  afterEach(async () => {
    await shop.live.deactivate(1, journey);
    await shop.workflows.delete(1, journey);
    expect(await shop.database.all('SELECT execution FROM wait_arm')).toEqual([]);
  });

  async function start(arms: object[], parameters: object = {}): Promise<void> {
    ({ id: journey } = await shop.workflows.create(1, parseWorkflow(waitJourney(arms, parameters))));
    await shop.live.activate(1, journey);
  }

  /** Anna enters by an order. */
  const enter = async (more: object = order('1')) => await shop.happens('order.placed', anna, more);
  const execution = async () => (await shop.executions.list(1, { workflow: journey, limit: 10 })).at(-1)!;
  const status = async () => (await execution()).status;
  const path = async () => pathOf(await shop.executions.data(1, (await execution()).id));
  const note = async () => {
    const { id, node } = await execution();
    return (outputOf(await shop.executions.data(1, id), node ?? '')[0] as { wait?: Record<string, any> }).wait;
  };
  const armRows = async () => Number((await shop.database.get<{ n: number }>('SELECT COUNT(*) AS n FROM wait_arm'))?.n);

  test('the first event that comes takes its output, and says what happened', async () => {
    await start([
      { name: 'Paid', waitFor: 'event', events: ['order.paid'] },
      { name: 'Done', waitFor: 'event', events: ['order.completed'] },
    ]);
    await enter();
    expect(await status()).toBe('waiting');
    expect(await armRows()).toBe(2);
    const { id } = await shop.happens('order.completed', anna, order('1'));
    expect(await path()).toEqual(['On event', 'Wait', 'Done']);
    expect(await note()).toMatchObject({ arm: 'Done', reason: 'event', event: { event: { id }, order: { id: '1' } } });
    const data = await shop.executions.data(1, (await execution()).id);
    expect(outputOf(data, 'Done')[0]).toMatchObject({ order: { id: '1' }, event: { type: 'order.placed' } });
    expect(data?.resultData.runData.Wait).toHaveLength(1);
    await shop.happens('order.paid', anna, order('1'));
    expect(await path()).toEqual(['On event', 'Wait', 'Done']);
  });

  test('of two arms that one event fulfils, the first wins', async () => {
    const big = { ...bought, name: 'Big', filters: { minimumTotal: '100' } };
    await start([big, { ...bought, name: 'Any' }]);
    await enter();
    await shop.happens('order.placed', anna, order('2', { total: 120 }));
    expect((await path()).at(-1)).toBe('Big');
  });

  test('two events in one commit end a wait once', async () => {
    await start([bought, { name: 'Paid', waitFor: 'event', events: ['order.paid'] }]);
    await enter();
    await Promise.all([shop.happens('order.paid', anna, order('2')), shop.happens('order.placed', anna, order('2'))]);
    expect((await path()).slice(0, 2)).toEqual(['On event', 'Wait']);
    expect(await path()).toHaveLength(3);
  });

  test('a contact for whom nothing comes times out', async () => {
    await start([bought], { atMost: 2, atMostUnit: 'days' });
    await enter();
    await shop.advance(days(1));
    expect(await status()).toBe('waiting');
    await shop.advance(days(2));
    expect(await path()).toEqual(['On event', 'Wait', 'Timed out']);
    expect(await note()).toMatchObject({ arm: 'Timed out', reason: 'timeout' });
  });

  test('an event in the same instant as the timeout comes too late, however late the server is', async () => {
    await start([bought], { atMost: 1, atMostUnit: 'hours' });
    await enter();
    const { id } = await execution();
    await shop.engine.stop();
    shop.advanceOnly(hours(1));
    await shop.store('order.placed', anna, order('2'));
    await shop.engine.start();
    await shop.settle();
    expect(await path()).toEqual(['On event', 'Wait', 'Timed out']);
    expect((await execution()).id).toBe(id);
  });

  test('the earliest of several times wins, and costs no row', async () => {
    await start([
      { name: 'Later', waitFor: 'after', amount: 3, unit: 'hours' },
      { name: 'Sooner', waitFor: 'after', amount: 2, unit: 'hours' },
    ]);
    await enter();
    expect(await armRows()).toBe(0);
    await shop.advance(hours(3));
    expect((await path()).at(-1)).toBe('Sooner');
    expect(await note()).toMatchObject({ arm: 'Sooner', reason: 'date' });
  });

  test('a date that has passed is no wait', async () => {
    await start([{ name: 'Past', waitFor: 'date', date: '2026-01-01T00:00:00' }, bought]);
    await enter();
    expect((await path()).at(-1)).toBe('Past');
  });

  test("a time of day is that of the contact's clock", async () => {
    await start([{ name: 'Monday morning', waitFor: 'time', timeOfDay: '09:30', weekdays: [1] }]);
    await shop.happens('order.placed', anna, { ...order('1'), contact: { id: anna, timeZone: 'Asia/Jerusalem' } });
    const wakeAt = (await execution()).wakeAt ?? 0;
    const wall = new Date(wakeAt).toLocaleString('en-GB', {
      timeZone: 'Asia/Jerusalem',
      weekday: 'short',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(wall).toBe('Mon 09:30');
    expect(wakeAt).toBeGreaterThan(shop.clock.now());
    await shop.live.deactivate(1, journey);
  });

  describe('filters', () => {
    test('an event of another product, category, total or contact does not end the wait', async () => {
      await start([{ ...bought, filters: { categories: 'tea', minimumTotal: '50', productIds: '7' } }]);
      await enter();
      await shop.happens('order.placed', anna, order('2', { total: 60, lines: [line('7')] }));
      await shop.happens('order.placed', anna, order('3', { total: 40, lines: [line('7', 'tea')] }));
      await shop.happens('order.placed', anna, order('4', { total: 60, lines: [line('8', 'tea')] }));
      await shop.happens(
        'order.placed',
        await shop.contact(`other-${count}@example.com`),
        order('5', { total: 60, lines: [line('7', 'tea')] }),
      );
      expect(await status()).toBe('waiting');
      await shop.happens('order.placed', anna, order('6', { total: 60, lines: [line('7', 'tea')] }));
      expect((await path()).at(-1)).toBe('Bought');
    });

    test('a wait for a status counts the changes to it only', async () => {
      await start([{ name: 'Shipped', waitFor: 'event', events: ['order.status_changed'], toStatuses: ['completed'] }]);
      await enter();
      await shop.happens('order.status_changed', anna, order('1', { status: 'on-hold' }));
      expect(await status()).toBe('waiting');
      await shop.happens('order.status_changed', anna, order('1', { status: 'completed' }));
      expect((await path()).at(-1)).toBe('Shipped');
    });

    test('an event about another order does not count where the same order is meant', async () => {
      await start([{ name: 'Completed', waitFor: 'event', events: ['order.completed'], about: 'order' }]);
      await enter(order('17'));
      await shop.happens('order.completed', anna, order('18'));
      expect(await status()).toBe('waiting');
      await shop.happens('order.completed', anna, order('17'));
      expect((await path()).at(-1)).toBe('Completed');
    });

    test('one of the same products is enough', async () => {
      await start([{ ...bought, about: 'products' }]);
      await enter(order('1', { lines: [line('7'), line('8')] }));
      await shop.happens('order.placed', anna, order('2', { lines: [line('9')] }));
      expect(await status()).toBe('waiting');
      await shop.happens('order.placed', anna, order('3', { lines: [line('9'), line('8')] }));
      expect((await path()).at(-1)).toBe('Bought');
    });

    test('any field of the event can be the key, found out when the wait begins', async () => {
      const key = { about: 'field', aboutField: 'cart.id', aboutValue: '={{ $json.cart.id }}' };
      await start([{ name: 'Cart', waitFor: 'event', events: [], otherEvents: 'cart.updated', ...key }]);
      await enter({ ...order('1'), cart: { id: 'c-1' } });
      await shop.happens('cart.updated', anna, { cart: { id: 'c-2' } });
      expect(await status()).toBe('waiting');
      await shop.happens('cart.updated', anna, { cart: { id: 'c-1' } });
      expect((await path()).at(-1)).toBe('Cart');
    });
  });
});
