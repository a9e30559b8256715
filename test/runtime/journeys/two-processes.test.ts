import { days, hours, minutes } from '../../../packages/runtime/src/shared';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';
import { databaseSettings, type DatabaseSettings } from '../../support/databases';
import { done, journeyOf, mail, onEvents, wait } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

/** Where several servers may share the database, two of them do. */
describe.each(databaseSettings())('journeys on %s', (name, make) => {
  let shop: TestJourneys;
  let other: TestJourneys | undefined;
  let settings: DatabaseSettings;
  let env: Record<string, string>;
  let dana: number;
  beforeEach(async () => {
    settings = await make();
    env = { ...settings.env, AFTERCART_ENCRYPTION_KEY: 'both servers have the same key' };
    shop = await startJourneys({ env });
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => {
    await other?.close();
    other = undefined;
    await shop.close();
    await settings.drop();
  });

  const second = async (): Promise<TestJourneys> => {
    if (name === 'SQLite') return shop;
    return (other = await startJourneys({ env, now: shop.clock.now() }));
  };

  test('a customer who buys twice at the same moment enters once', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(1, 'days'), done], {
      entry: { reentry: 'once' },
    });
    await Promise.all([shop.happens('order.placed', dana), shop.happens('order.placed', dana)]);
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Wait']);
    expect(await shop.refusals()).toEqual(['once']);
  });

  test('one round at a time holds when both orders come at once', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(1, 'hours'), done], {
      entry: { reentry: 'oneAtATime' },
    });
    await Promise.all([shop.happens('order.placed', dana), shop.happens('order.placed', dana)]);
    await shop.advance(hours(2));
    await shop.happens('order.placed', dana);
    expect(await shop.roundsOf(journey)).toEqual(['success at Done', 'waiting at Wait']);
    expect(await shop.refusals()).toEqual(['stillInside']);
  });

  test('an event that waits for late facts enters once, though two servers look', async () => {
    const journey = await shop.activate([onEvents('order.placed'), done], {
      entry: { filter: { contact: 'attributes.tier', operator: 'equals', value: 'gold' } },
    });
    await shop.happens('order.placed', dana);
    const server = await second();
    await shop.changeContact(dana, { tier: 'gold' });
    await Promise.all([shop.advance(minutes(3), minutes(1)), server.advance(minutes(3), minutes(1))]);
    expect(await shop.roundsOf(journey)).toEqual(['success at Done']);
  });

  test('a journey that one server pauses stands still on the other, and goes on with its waits put off', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(2, 'days'), mail('Hello')]);
    await shop.happens('order.placed', dana);
    const server = await second();
    await shop.control.pause(1, journey);
    await server.until(
      async () => server.database.get<{ id: number }>('SELECT workflow AS id FROM journey_pause'),
      (row) => row !== undefined,
    );
    await Promise.all([shop.advance(days(3), days(1)), server.advance(days(3), days(1))]);
    expect(await shop.mails()).toEqual([]);
    expect(await shop.control.resume(1, journey, 'shift')).toMatchObject({ changed: 1 });
    await Promise.all([shop.advance(days(2), hours(12)), server.advance(days(2), hours(12))]);
    expect(await shop.mails()).toEqual(['Hello: sent']);
  });

  test('what one server publishes anew or switches off, the other lets contacts enter, or no more', async () => {
    const server = await second();
    const knows = async (version: string | undefined) =>
      await server.until(
        async () => server.live.versionOf(journey)?.id,
        (id) => id === version,
      );
    const journey = await shop.activate([onEvents('order.placed'), done]);
    await knows(shop.live.versionOf(journey)?.id);
    await server.happens('order.placed', dana);
    await shop.workflows.update(1, journey, parseWorkflow(journeyOf([onEvents('order.paid'), wait(1, 'days'), done])));
    await knows((await shop.live.activate(1, journey)).id);
    await server.happens('order.placed', dana);
    await server.happens('order.paid', dana);
    expect(await server.roundsOf(journey)).toEqual(['success at Done', 'waiting at Wait']);
    await shop.live.deactivate(1, journey);
    await knows(undefined);
    await server.happens('order.paid', dana);
    expect(await shop.roundsOf(journey)).toHaveLength(2);
  });

  test('what is overdue is dropped, contacts are moved to a new version, and those who meet an exit get nothing', async () => {
    const journey = await shop.activate(
      [onEvents('order.placed'), wait(2, 'days'), mail('First'), { ...wait(2, 'days'), name: 'Rest' }],
      {
        exit: [{ condition: { contact: 'attributes.vip', operator: 'equals', value: true } }],
      },
    );
    await shop.happens('order.placed', dana);
    await shop.control.pause(1, journey);
    await shop.advance(days(3), days(1));
    await shop.control.resume(1, journey, 'dropOverdue');
    await shop.settle();
    expect([await shop.mails(), await shop.roundsOf(journey)]).toEqual([['First: skipped'], ['waiting at Rest']]);
    expect(await shop.control.waiting(1, journey)).toMatchObject([{ node: 'Rest', waiting: 1 }]);

    const exit = [{ condition: { contact: 'attributes.vip', operator: 'equals', value: true } }] as const;
    await shop.workflows.update(
      1,
      journey,
      parseWorkflow(journeyOf([onEvents('order.placed'), mail('New')], { exit })),
    );
    await shop.changeContact(dana, { vip: true });
    const { sweep } = await shop.control.publish(1, journey, {
      inFlight: { otherwise: { do: 'move', node: 'Mail' } },
      isDryRun: false,
    });
    expect(sweep).toMatchObject({ changed: 1 });
    await shop.settle();
    expect((await shop.mails()).sort()).toEqual(['First: skipped', 'New: skipped']);
    const { journeys } = await shop.control.journeysOf(1, dana);
    expect(journeys).toMatchObject([{ execution: 1, node: 'Mail' }]);
    expect((await shop.control.ledger(1, 1)).map(({ verdict }) => verdict)).toContain('moved');
    expect(await shop.control.versions(1, journey)).toMatchObject([{ isLive: true }, { isLive: false }]);
  });
});
