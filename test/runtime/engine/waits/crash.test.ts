import { days, hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { bought, openWaits, orderOf, type Waits } from '../../../support/waits';

jest.setTimeout(60_000);

describe.each(databaseSettings())('a server that is away while somebody waits, on %s', (_name, makeDatabase) => {
  let waits: Waits;
  let anna: number;

  beforeAll(async () => (waits = await openWaits(await makeDatabase())));
  afterAll(async () => await waits.close());
  beforeEach(async () => (anna = await waits.contact()));
  afterEach(async () => await waits.endJourney());

  test('knows what is waited for when it is back', async () => {
    await waits.start([{ ...bought, filters: { minimumTotal: '50' } }]);
    await waits.enter();
    await waits.restart();
    await waits.shop.happens('order.placed', anna, orderOf('2', { total: 20 }));
    expect(await waits.status()).toBe('waiting');
    await waits.shop.happens('order.placed', anna, orderOf('3', { total: 60 }));
    expect((await waits.path()).at(-1)).toBe('Bought');
  });

  test('takes the way that an event opened just before it went', async () => {
    await waits.start([bought]);
    await waits.enter();
    await waits.shop.engine.stop();
    const { id } = await waits.shop.store('order.placed', anna, orderOf('2'));
    expect(await waits.armRows()).toBe(0);
    await waits.restart();
    await waits.shop.settle();
    expect((await waits.path()).at(-1)).toBe('Bought');
    expect(await waits.note()).toMatchObject({ reason: 'event', event: { event: { id } } });
  });

  test('counts an event that came before the stretch that leads to the wait could be run', async () => {
    await waits.start([bought]);
    await waits.shop.engine.stop();
    await waits.shop.store('order.placed', anna, orderOf('1'));
    await waits.shop.store('order.placed', anna, orderOf('2'));
    await waits.restart();
    await waits.shop.settle();
    expect((await waits.path()).at(-1)).toBe('Bought');
  });

  test('lets those time out whose time came meanwhile', async () => {
    await waits.start([bought], { atMost: 1, atMostUnit: 'days' });
    await waits.enter();
    await waits.shop.engine.stop();
    waits.shop.advanceOnly(days(2));
    await waits.restart();
    await waits.shop.settle();
    expect((await waits.path()).at(-1)).toBe('Timed out');
    expect((await waits.note())?.at).toBe(new Date(waits.shop.clock.now() - hours(24).milliseconds).toISOString());
  });
});
