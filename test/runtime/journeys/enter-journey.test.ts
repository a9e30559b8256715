import { days, hours, minutes } from '../../../packages/runtime/src/shared';
import { done, onEvents, wait } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

const INSIDE = 'waiting at Wait';
const ENDED = 'success at Done';

describe('who enters a journey, and how often', () => {
  let shop: TestJourneys;
  let dana: number;
  let noam: number;
  beforeEach(async () => {
    shop = await startJourneys();
    dana = await shop.contact('dana@example.com');
    noam = await shop.contact('noam@example.com');
  });
  afterEach(async () => await shop.close());

  const order = (id: string, total = 50) => ({ order: { id, total } });

  test('a customer who buys twice enters once, where the journey says so, and others are not held back', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(1, 'days'), done], {
      entry: { reentry: 'once' },
    });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    await shop.happens('order.placed', noam, order('3'));
    await shop.advance(days(40), days(10));
    await shop.happens('order.placed', dana, order('4'));
    expect(await shop.roundsOf(journey)).toEqual([ENDED, ENDED]);
    expect(await shop.refusals()).toEqual(['once', 'once']);
  });

  test('without a rule each order begins a round of its own', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(1, 'days'), done]);
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    expect(await shop.roundsOf(journey)).toEqual([INSIDE, INSIDE]);
    expect(await shop.refusals()).toEqual([]);
  });

  test('a customer enters again after 30 days, and not before', async () => {
    const journey = await shop.activate([onEvents('order.placed'), done], {
      entry: { reentry: 'everyDays', days: 30 },
    });
    await shop.happens('order.placed', dana, order('1'));
    await shop.advance(days(29), days(29));
    await shop.happens('order.placed', dana, order('2'));
    await shop.advance(days(1), days(1));
    await shop.happens('order.placed', dana, order('3'));
    expect(await shop.roundsOf(journey)).toEqual([ENDED, ENDED]);
    expect(await shop.refusals()).toEqual(['tooSoon']);
  });

  test('one round at a time: the next begins when the one before has ended', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(2, 'hours'), done], {
      entry: { reentry: 'oneAtATime' },
    });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    await shop.advance(hours(3));
    await shop.happens('order.placed', dana, order('3'));
    expect(await shop.roundsOf(journey)).toEqual([ENDED, INSIDE]);
    expect(await shop.refusals()).toEqual(['stillInside']);
  });

  test('one round at a time for each order: two events of one order are one round, two orders are two', async () => {
    const journey = await shop.activate([onEvents('order.placed', 'order.paid'), wait(2, 'hours'), done], {
      entry: { reentry: 'oneAtATime', key: 'order.id' },
    });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.paid', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    expect(await shop.roundsOf(journey)).toEqual([INSIDE, INSIDE]);
    expect(await shop.refusals()).toEqual(['stillInside']);
  });

  test('an order enters once, however many of its events match, where the key is the order', async () => {
    const journey = await shop.activate([onEvents('order.placed', 'order.paid'), done], { entry: { key: 'order.id' } });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.paid', dana, order('1'));
    await shop.happens('order.paid', dana, { order: {} });
    expect(await shop.roundsOf(journey)).toEqual([ENDED, ENDED]);
    expect(await shop.refusals()).toEqual(['sameKey']);
  });

  test('why somebody did not enter is forgotten after a year, and that they entered is not', async () => {
    await shop.activate([onEvents('order.placed'), done], { entry: { reentry: 'once' } });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    await shop.advance(days(366), days(366));
    await shop.happens('order.placed', dana, order('3'));
    await shop.pruning.look();
    expect(await shop.database.all('SELECT reason, event FROM refused_entry')).toEqual([{ reason: 'once', event: 3 }]);
  });

  test('a journey that is deleted leaves nothing behind', async () => {
    const journey = await shop.activate([onEvents('order.placed'), done], { entry: { reentry: 'once' } });
    await shop.happens('order.placed', dana, order('1'));
    await shop.happens('order.placed', dana, order('2'));
    await shop.control.pause(1, journey);
    await shop.api('DELETE', `/workflows/${journey}`);
    for (const table of ['journey_entry', 'refused_entry', 'journey_pause', 'execution']) {
      expect([table, await shop.database.all(`SELECT workflow FROM ${table}`)]).toEqual([table, []]);
    }
  });

  test('of two journeys each keeps its own count', async () => {
    const once = await shop.activate([onEvents('order.placed'), done], { entry: { reentry: 'once' } });
    const other = await shop.activate([onEvents('order.placed'), done], { entry: { reentry: 'once' } });
    await shop.happens('order.placed', dana, order('1'));
    expect([await shop.roundsOf(once), await shop.roundsOf(other)]).toEqual([[ENDED], [ENDED]]);
  });
});

describe('facts that arrive late', () => {
  let shop: TestJourneys;
  let dana: number;
  let journey: string;
  beforeEach(async () => {
    shop = await startJourneys();
    dana = await shop.contact('dana@example.com');
    journey = await shop.activate([onEvents('order.placed'), done], {
      entry: { filter: { contact: 'attributes.tier', operator: 'equals', value: 'gold' } },
    });
  });
  afterEach(async () => await shop.close());

  test('who passes the filter at once enters at once', async () => {
    await shop.changeContact(dana, { tier: 'gold' });
    await shop.happens('order.placed', dana);
    expect(await shop.roundsOf(journey)).toEqual([ENDED]);
  });

  test('an event is looked at again, and enters when the fact is there', async () => {
    await shop.happens('order.placed', dana);
    await shop.advance(minutes(20), minutes(1));
    expect(await shop.roundsOf(journey)).toEqual([]);
    await shop.changeContact(dana, { tier: 'gold' });
    await shop.advance(minutes(10), minutes(1));
    expect(await shop.roundsOf(journey)).toEqual([ENDED]);
    await shop.advance(hours(2));
    expect(await shop.roundsOf(journey)).toEqual([ENDED]);
    expect(await shop.refusals()).toEqual([]);
  });

  test('after half an hour it is refused, with what the filter saw', async () => {
    await shop.changeContact(dana, { tier: 'silver' });
    await shop.happens('order.placed', dana);
    await shop.advance(minutes(31), minutes(1));
    await shop.changeContact(dana, { tier: 'gold' });
    await shop.advance(hours(2));
    expect(await shop.roundsOf(journey)).toEqual([]);
    expect(await shop.database.all('SELECT reason, seen FROM refused_entry')).toEqual([
      { reason: 'filter', seen: '[{"fact":"contact.attributes.tier","value":"silver"}]' },
    ]);
    expect(await shop.database.all('SELECT id FROM pending_entry')).toEqual([]);
  });

  test('a further event of the contact makes it look at once', async () => {
    await shop.happens('order.placed', dana);
    await shop.advance(minutes(4), minutes(1));
    await shop.changeContact(dana, { tier: 'gold' });
    await shop.happens('customer.updated', dana);
    expect(await shop.roundsOf(journey)).toEqual([ENDED]);
  });

  test('an event that comes half an hour late is asked once', async () => {
    await shop.happens('order.placed', dana, {}, shop.clock.now() - minutes(31).milliseconds);
    expect(await shop.refusals()).toEqual(['filter']);
  });

  test('what waits does not enter a journey that was stopped meanwhile', async () => {
    await shop.happens('order.placed', dana);
    await shop.live.deactivate(1, journey);
    await shop.changeContact(dana, { tier: 'gold' });
    await shop.advance(minutes(5), minutes(1));
    expect(await shop.roundsOf(journey)).toEqual([]);
    expect(await shop.refusals()).toEqual(['stopped']);
  });
});
