import { days, hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { outputOf } from '../../../support/start-engine';
import { bought, lineOf, openWaits, orderOf, type Waits } from '../../../support/waits';

jest.setTimeout(60_000);

describe.each(databaseSettings())('waits on %s', (_name, makeDatabase) => {
  let waits: Waits;
  let anna: number;

  beforeAll(async () => (waits = await openWaits(await makeDatabase())));
  afterAll(async () => await waits.close());
  beforeEach(async () => (anna = await waits.contact()));
  afterEach(async () => await waits.endJourney());

  test('the first event that comes takes its output, and says what happened', async () => {
    await waits.start([
      { name: 'Paid', waitFor: 'event', events: ['order.paid'] },
      { name: 'Done', waitFor: 'event', events: ['order.completed'] },
    ]);
    await waits.enter();
    expect(await waits.status()).toBe('waiting');
    expect(await waits.armRows()).toBe(2);
    const { id } = await waits.shop.happens('order.completed', anna, orderOf('1'));
    expect(await waits.path()).toEqual(['On event', 'Wait', 'Done']);
    expect(await waits.note()).toMatchObject({
      arm: 'Done',
      reason: 'event',
      event: { event: { id }, order: { id: '1' } },
    });
    const data = await waits.shop.executions.data(1, (await waits.execution()).id);
    expect(outputOf(data, 'Done')[0]).toMatchObject({ order: { id: '1' }, event: { type: 'order.placed' } });
    expect(data?.resultData.runData.Wait).toHaveLength(1);
    await waits.shop.happens('order.paid', anna, orderOf('1'));
    expect(await waits.path()).toEqual(['On event', 'Wait', 'Done']);
  });

  test('of two arms that one event fulfils, the first wins', async () => {
    const big = { ...bought, name: 'Big', filters: { minimumTotal: '100' } };
    await waits.start([big, { ...bought, name: 'Any' }]);
    await waits.enter();
    await waits.shop.happens('order.placed', anna, orderOf('2', { total: 120 }));
    expect((await waits.path()).at(-1)).toBe('Big');
  });

  test('two events in one commit end a wait once', async () => {
    await waits.start([bought, { name: 'Paid', waitFor: 'event', events: ['order.paid'] }]);
    await waits.enter();
    await Promise.all([
      waits.shop.happens('order.paid', anna, orderOf('2')),
      waits.shop.happens('order.placed', anna, orderOf('2')),
    ]);
    expect((await waits.path()).slice(0, 2)).toEqual(['On event', 'Wait']);
    expect(await waits.path()).toHaveLength(3);
  });

  test('a contact for whom nothing comes times out', async () => {
    await waits.start([bought], { atMost: 2, atMostUnit: 'days' });
    await waits.enter();
    await waits.shop.advance(days(1));
    expect(await waits.status()).toBe('waiting');
    await waits.shop.advance(days(2));
    expect(await waits.path()).toEqual(['On event', 'Wait', 'Timed out']);
    expect(await waits.note()).toMatchObject({ arm: 'Timed out', reason: 'timeout' });
  });

  test('an event in the same instant as the timeout comes too late, however late the server is', async () => {
    await waits.start([bought], { atMost: 1, atMostUnit: 'hours' });
    await waits.enter();
    const { id } = await waits.execution();
    await waits.shop.engine.stop();
    waits.shop.advanceOnly(hours(1));
    await waits.shop.store('order.placed', anna, orderOf('2'));
    await waits.shop.engine.start();
    await waits.shop.settle();
    expect(await waits.path()).toEqual(['On event', 'Wait', 'Timed out']);
    expect((await waits.execution()).id).toBe(id);
  });

  test('the earliest of several times wins, and costs no row', async () => {
    await waits.start([
      { name: 'Later', waitFor: 'after', amount: 3, unit: 'hours' },
      { name: 'Sooner', waitFor: 'after', amount: 2, unit: 'hours' },
    ]);
    await waits.enter();
    expect(await waits.armRows()).toBe(0);
    await waits.shop.advance(hours(3));
    expect((await waits.path()).at(-1)).toBe('Sooner');
    expect(await waits.note()).toMatchObject({ arm: 'Sooner', reason: 'date' });
  });

  test('a date that has passed is no wait', async () => {
    await waits.start([{ name: 'Past', waitFor: 'date', date: '2026-01-01T00:00:00' }, bought]);
    await waits.enter();
    expect((await waits.path()).at(-1)).toBe('Past');
  });

  test("a time of day is that of the contact's clock", async () => {
    await waits.start([{ name: 'Monday morning', waitFor: 'time', timeOfDay: '09:30', weekdays: [1] }]);
    await waits.shop.happens('order.placed', anna, {
      ...orderOf('1'),
      contact: { id: anna, timeZone: 'Asia/Jerusalem' },
    });
    const wakeAt = (await waits.execution()).wakeAt ?? 0;
    const wall = new Date(wakeAt).toLocaleString('en-GB', {
      timeZone: 'Asia/Jerusalem',
      weekday: 'short',
      timeStyle: undefined,
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(wall).toBe('Mon 09:30');
    expect(wakeAt).toBeGreaterThan(waits.shop.clock.now());
  });

  describe('filters', () => {
    test('an event of another product, category, total or contact does not end the wait', async () => {
      await waits.start([{ ...bought, filters: { categories: 'tea', minimumTotal: '50', productIds: '7' } }]);
      await waits.enter();
      await waits.shop.happens('order.placed', anna, orderOf('2', { total: 60, lines: [lineOf('7')] }));
      await waits.shop.happens('order.placed', anna, orderOf('3', { total: 40, lines: [lineOf('7', 'tea')] }));
      await waits.shop.happens('order.placed', anna, orderOf('4', { total: 60, lines: [lineOf('8', 'tea')] }));
      await waits.shop.happens(
        'order.placed',
        await waits.contact(),
        orderOf('5', { total: 60, lines: [lineOf('7', 'tea')] }),
      );
      expect(await waits.status()).toBe('waiting');
      await waits.shop.happens('order.placed', anna, orderOf('6', { total: 60, lines: [lineOf('7', 'tea')] }));
      expect((await waits.path()).at(-1)).toBe('Bought');
    });

    test('a wait for a status counts the changes to it only', async () => {
      await waits.start([
        { name: 'Shipped', waitFor: 'event', events: ['order.status_changed'], toStatuses: ['completed'] },
      ]);
      await waits.enter();
      await waits.shop.happens('order.status_changed', anna, orderOf('1', { status: 'on-hold' }));
      expect(await waits.status()).toBe('waiting');
      await waits.shop.happens('order.status_changed', anna, orderOf('1', { status: 'completed' }));
      expect((await waits.path()).at(-1)).toBe('Shipped');
    });

    test('an event about another order does not count where the same order is meant', async () => {
      await waits.start([{ name: 'Completed', waitFor: 'event', events: ['order.completed'], about: 'order' }]);
      await waits.enter(orderOf('17'));
      await waits.shop.happens('order.completed', anna, orderOf('18'));
      expect(await waits.status()).toBe('waiting');
      await waits.shop.happens('order.completed', anna, orderOf('17'));
      expect((await waits.path()).at(-1)).toBe('Completed');
    });

    test('one of the same products is enough', async () => {
      await waits.start([{ ...bought, about: 'products' }]);
      await waits.enter(orderOf('1', { lines: [lineOf('7'), lineOf('8')] }));
      await waits.shop.happens('order.placed', anna, orderOf('2', { lines: [lineOf('9')] }));
      expect(await waits.status()).toBe('waiting');
      await waits.shop.happens('order.placed', anna, orderOf('3', { lines: [lineOf('9'), lineOf('8')] }));
      expect((await waits.path()).at(-1)).toBe('Bought');
    });

    test('any field of the event can be the key, found out when the wait begins', async () => {
      const key = { about: 'field', aboutField: 'cart.id', aboutValue: '={{ $json.cart.id }}' };
      await waits.start([{ name: 'Cart', waitFor: 'event', events: [], otherEvents: 'cart.updated', ...key }]);
      await waits.enter({ ...orderOf('1'), cart: { id: 'c-1' } });
      await waits.shop.happens('cart.updated', anna, { cart: { id: 'c-2' } });
      expect(await waits.status()).toBe('waiting');
      await waits.shop.happens('cart.updated', anna, { cart: { id: 'c-1' } });
      expect((await waits.path()).at(-1)).toBe('Cart');
    });
  });
});
