import { readLedger } from '../../../packages/runtime/src/journeys';
import { days, hours } from '../../../packages/runtime/src/shared';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';
import { done, journeyOf, mail, onEvents, wait, type JourneyNode } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

let shop: TestJourneys;
let dana: number;
let noam: number;
beforeEach(async () => {
  shop = await startJourneys();
  dana = await shop.contact('dana@example.com');
  noam = await shop.contact('noam@example.com');
});
afterEach(async () => await shop.close());

const TWO_MAILS = [
  onEvents('order.placed'),
  wait(2, 'days'),
  mail('First'),
  { ...wait(2, 'days'), name: 'Rest' },
  mail('Second', 'Later'),
];
const storyOf = async (execution: number) => {
  const ledger = await readLedger(shop.database, shop.engine.versions, { workspace: 1, execution });
  return ledger.map(({ verdict, node }) => (node === null ? verdict : `${verdict} ${node}`));
};

describe('a paused journey', () => {
  test('lets nobody in and sends nothing, and puts off all waits by as long as it stood still', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.advance(days(1), hours(6));
    await shop.control.pause(1, journey);
    await shop.happens('order.placed', noam);
    await shop.advance(days(10), hours(12));
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Wait']);
    expect(await shop.mails()).toEqual([]);
    expect(await shop.refusals()).toEqual(['paused']);
    expect(await shop.control.state(1, journey)).toMatchObject({ status: 'paused', entries: 'drop' });

    const sweep = await shop.control.resume(1, journey, 'shift');
    expect(sweep).toMatchObject({ changed: 1, endedAt: shop.clock.now() });
    expect(await shop.control.state(1, journey)).toMatchObject({ status: 'active', pausedAt: null });
    await shop.advance(hours(23), hours(1));
    expect(await shop.mails()).toEqual([]);
    await shop.advance(hours(1));
    expect(await shop.mails()).toEqual(['First: sent']);
    await shop.advance(days(2), hours(12));
    expect(await shop.mails()).toEqual(['First: sent', 'Second: sent']);
    expect(await storyOf(1)).toContain('shifted');
  });

  test('sends what is overdue when it goes on, where that is wanted', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.control.pause(1, journey);
    await shop.advance(days(3), hours(12));
    await shop.control.resume(1, journey, 'sendOverdue');
    await shop.settle();
    expect(await shop.mails()).toEqual(['First: sent']);
    await shop.advance(days(2), hours(12));
    expect(await shop.mails()).toEqual(['First: sent', 'Second: sent']);
  });

  test('drops what is overdue, where that is wanted, and goes on with the rest', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.control.pause(1, journey);
    await shop.advance(days(3), hours(12));
    await shop.control.resume(1, journey, 'dropOverdue');
    await shop.settle();
    await shop.advance(days(2), hours(12));
    expect(await shop.mails()).toEqual(['First: skipped', 'Second: sent']);
    expect(await storyOf(1)).toContain('overdue dropped');
  });

  test('lets in later who came meanwhile, where that is declared', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.control.pause(1, journey, 'later');
    await shop.happens('order.placed', noam);
    await shop.advance(days(1), hours(12));
    expect(await shop.roundsOf(journey)).toEqual([]);
    await shop.control.resume(1, journey, 'shift');
    await shop.settle();
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Wait']);
    expect(await shop.refusals()).toEqual([]);
  });

  test('stays paused over a restart, and what a restart interrupts goes on after it', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.control.pause(1, journey);
    await shop.advance(days(1), hours(12));
    shop = await startJourneys(await shop.stop());
    await shop.advance(days(2), hours(12));
    expect(await shop.mails()).toEqual([]);

    // The process ends between the resume's first commit and its steps.
    const plan = JSON.stringify({ kind: 'resume', waits: 'shift', by: days(3).milliseconds });
    await shop.database.write((tx) =>
      tx.run(
        `INSERT INTO journey_sweep (workspace, workflow, plan, after_id, last_id, changed, started_at) VALUES (1, ?, ?, 0, 1, 0, ?)`,
        [journey, plan, shop.clock.now()],
      ),
    );
    shop = await startJourneys(await shop.stop());
    await shop.until(
      async () => (await shop.control.state(1, journey)).status,
      (status) => status === 'active',
    );
    await shop.advance(days(2), hours(12));
    expect(await shop.mails()).toEqual(['First: sent']);
  });

  test('lets somebody go who buys in the meantime', async () => {
    const journey = await shop.activate(TWO_MAILS, { exit: [{ event: 'order.paid' }] });
    await shop.happens('order.placed', dana);
    await shop.control.pause(1, journey);
    await shop.advance(days(3), days(1));
    await shop.happens('order.paid', dana);
    expect(await shop.roundsOf(journey)).toEqual(['canceled at Wait']);
    await shop.control.resume(1, journey, 'sendOverdue');
    await shop.advance(days(1), hours(12));
    expect(await shop.mails()).toEqual([]);
  });

  test('cannot go on twice, and does not exist where the workflow does not', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await expect(shop.control.resume(1, journey, 'shift')).rejects.toMatchObject({ code: 'JOURNEY_NOT_PAUSED' });
    await expect(shop.control.pause(1, 'nowhere')).rejects.toMatchObject({ code: 'WORKFLOW_NOT_FOUND' });
    await shop.control.pause(1, journey);
    const outcomes = await Promise.allSettled([1, 2].map(() => shop.control.resume(1, journey, 'shift')));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a journey that is stopped', () => {
  test('lets those inside finish, or go at once', async () => {
    const first = await shop.activate(TWO_MAILS);
    const second = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.control.stop(1, first, 'finish');
    expect(await shop.control.stop(1, second, 'leave')).toMatchObject({ changed: 1 });
    await shop.happens('order.placed', noam);
    await shop.advance(days(5), hours(12));
    expect(await shop.roundsOf(first)).toEqual(['success at Later']);
    expect(await shop.roundsOf(second)).toEqual(['canceled at Wait']);
  });
});

describe('by hand', () => {
  test('somebody is moved to another node, with what waits, and expressions still see what came before', async () => {
    const total = {
      name: 'Keep',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: {
        mode: 'raw',
        jsonOutput: `={{ JSON.stringify({ here: $json.order.total, before: $('On event').item.json.order.total }) }}`,
      },
    };
    await shop.activate([onEvents('order.placed'), wait(2, 'days'), mail('First'), total]);
    await shop.happens('order.placed', dana, { order: { total: 42 } });
    await shop.control.move(1, 1, 'Keep');
    await shop.settle();
    expect(await storyOf(1)).toEqual([
      'entered',
      'passed On event',
      'waiting Wait',
      'moved Wait',
      'passed Keep',
      'ended',
    ]);
    const data = await shop.executions.data(1, 1);
    expect(data?.resultData.runData.Keep?.[0]?.data?.main?.[0]?.[0]?.json).toEqual({ here: 42, before: 42 });
    expect(await shop.mails()).toEqual([]);
  });

  test('a wait is skipped, and somebody is taken out', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    await shop.control.skipWait(1, 1);
    await shop.settle();
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Rest']);
    expect(await shop.mails()).toEqual(['First: sent']);
    await shop.control.remove(1, 1, 'Asked for it on the phone');
    expect(await shop.roundsOf(journey)).toEqual(['canceled at Rest']);
    expect((await storyOf(1)).slice(-2)).toEqual(['waiting Rest', 'left']);
  });

  test('who has ended cannot be moved, and nobody can be moved to where nothing is', async () => {
    await shop.activate([onEvents('order.placed'), wait(2, 'days'), done]);
    await shop.happens('order.placed', dana);
    await expect(shop.control.move(1, 1, 'Nowhere')).rejects.toMatchObject({ code: 'JOURNEY_NODE_UNKNOWN' });
    await expect(shop.control.move(1, 7, 'Done')).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' });
    await expect(shop.control.move(2, 1, 'Done')).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' });
    await shop.control.remove(1, 1);
    for (const change of [shop.control.move(1, 1, 'Done'), shop.control.skipWait(1, 1), shop.control.remove(1, 1)]) {
      await expect(change).rejects.toMatchObject({ code: 'EXECUTION_NOT_WAITING' });
    }
  });
});

describe('publishing while contacts are in flight', () => {
  const draft = async (journey: string, nodes: JourneyNode[]) => {
    await shop.workflows.update(1, journey, parseWorkflow(journeyOf(nodes)));
  };

  test('leaves them on their version where nothing else is said, and tells how many wait where', async () => {
    const journey = await shop.activate(TWO_MAILS);
    for (const contact of [dana, noam]) await shop.happens('order.placed', contact);
    await draft(journey, [onEvents('order.placed'), wait(1, 'days'), mail('New')]);
    const { inFlight } = await shop.control.publish(1, journey, { inFlight: {}, isDryRun: false });
    expect(inFlight).toMatchObject([{ node: 'Wait', waiting: 2, does: { do: 'stay' } }]);
    await shop.advance(days(5), hours(12));
    expect(await shop.mails()).toEqual(['First: sent', 'First: sent', 'Second: sent', 'Second: sent']);
  });

  test('moves 3 contacts, each node by its own policy, and a dry run only counts them', async () => {
    const journey = await shop.activate(TWO_MAILS);
    const tali = await shop.contact('tali@example.com');
    for (const contact of [dana, noam]) await shop.happens('order.placed', contact);
    await shop.control.skipWait(1, 2);
    await shop.happens('order.placed', tali);
    await shop.control.remove(1, 3);
    await shop.happens('order.placed', tali);
    await shop.control.skipWait(1, 4);
    await shop.settle();
    await draft(journey, [onEvents('order.placed'), wait(5, 'days'), mail('New')]);
    const plan = { nodes: { Wait: { do: 'keepTime' }, Rest: { do: 'move', node: 'Mail' } } } as const;

    const dry = await shop.control.publish(1, journey, { inFlight: plan, isDryRun: true });
    expect(dry).toMatchObject({ version: null, sweep: undefined });
    expect(dry.inFlight.map(({ node, waiting, does }) => [node, waiting, does.do])).toEqual([
      ['Rest', 2, 'move'],
      ['Wait', 1, 'keepTime'],
    ]);
    const { version, sweep } = await shop.control.publish(1, journey, { inFlight: plan, isDryRun: false });
    expect(sweep).toMatchObject({ changed: 3 });
    await shop.settle();
    expect((await shop.mails()).sort()).toEqual(['First: sent', 'First: sent', 'New: sent', 'New: sent']);
    await shop.advance(days(2), hours(12));
    expect(await shop.roundsOf(journey)).toEqual([
      'success at Mail',
      'success at Mail',
      'canceled at Wait',
      'success at Mail',
    ]);
    expect(await shop.mails()).toHaveLength(5);
    expect(await shop.database.all('SELECT DISTINCT version FROM execution WHERE id <> 3')).toEqual([{ version }]);
    expect(await storyOf(1)).toEqual([
      'entered',
      'passed On event',
      'waiting Wait',
      'moved Wait',
      'passed Wait',
      'passed Mail',
      'message Mail',
      'ended',
    ]);
  });

  test('computes a wait anew from when it began', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(10, 'days'), mail('Old')]);
    await shop.happens('order.placed', dana);
    await shop.advance(days(2), hours(12));
    await draft(journey, [onEvents('order.placed'), wait(3, 'days'), mail('New')]);
    await shop.control.publish(1, journey, { inFlight: { otherwise: { do: 'recompute' } }, isDryRun: false });
    await shop.advance(hours(23), hours(1));
    expect(await shop.mails()).toEqual([]);
    await shop.advance(hours(1));
    expect(await shop.mails()).toEqual(['New: sent']);
  });

  test('sends at once what is overdue by the new version, and lets go whom nobody wants to keep', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(10, 'days'), mail('Old')]);
    await shop.happens('order.placed', dana);
    await shop.advance(days(2), hours(12));
    await draft(journey, [onEvents('order.placed'), wait(1, 'days'), mail('New')]);
    await shop.control.publish(1, journey, { inFlight: { otherwise: { do: 'recompute' } }, isDryRun: false });
    await shop.settle();
    expect(await shop.mails()).toEqual(['New: sent']);
    await shop.happens('order.placed', noam);
    await shop.control.publish(1, journey, { inFlight: { otherwise: { do: 'leave' } }, isDryRun: false });
    expect(await shop.roundsOf(journey)).toEqual(['success at Mail', 'canceled at Wait']);
  });

  test('changes nothing where somebody would have to go on at a node that is not there', async () => {
    const journey = await shop.activate(TWO_MAILS);
    await shop.happens('order.placed', dana);
    const before = shop.live.versionOf(journey)?.id;
    await draft(journey, [onEvents('order.placed'), { ...wait(1, 'days'), name: 'Pause' }, mail('New')]);
    for (const otherwise of [{ do: 'keepTime' }, { do: 'recompute' }, { do: 'move', node: 'Away' }] as const) {
      await expect(
        shop.control.publish(1, journey, { inFlight: { otherwise }, isDryRun: false }),
      ).rejects.toMatchObject({ code: 'JOURNEY_NODE_UNKNOWN' });
    }
    expect(shop.live.versionOf(journey)?.id).toBe(before);
  });
});

describe('before a message is sent', () => {
  test('who left, or meets an exit now, gets nothing more', async () => {
    const journey = await shop.activate([onEvents('order.placed'), mail('Hello')], {
      exit: [{ event: 'order.paid' }, { condition: { contact: 'attributes.vip', operator: 'equals', value: true } }],
    });
    await shop.changeContact(dana, { vip: true });
    await shop.happens('order.placed', dana);
    await shop.happens('order.placed', noam);
    expect((await shop.mails()).sort()).toEqual(['Hello: sent', 'Hello: skipped']);
    expect(await shop.database.all(`SELECT verdict, reason FROM message WHERE status = 'skipped'`)).toEqual([
      { verdict: 'skip', reason: 'JOURNEY_LEFT: Left the journey because contact.attributes.vip is true' },
    ]);
    expect(await shop.roundsOf(journey)).toEqual(['success at Mail', 'success at Mail']);
  });

  test('an exit that happens while the message waits for its provider holds it back, also after the last node', async () => {
    await shop.activate([onEvents('order.placed'), mail('Hello')], { exit: [{ event: 'order.paid' }] });
    await shop.happens('order.placed', dana);
    const later = shop.clock.now() + hours(1).milliseconds;
    await shop.database.write((tx) => tx.run(`UPDATE message SET status = 'queued', due_at = ?`, [later]));
    await shop.advance(hours(0.5));
    await shop.happens('order.paid', dana);
    await shop.advance(hours(1));
    expect(await shop.mails()).toEqual(['Hello: skipped']);
  });

  test('a message that waits for its provider waits for the end of the pause, too', async () => {
    const journey = await shop.activate([onEvents('order.placed'), mail('Hello')]);
    await shop.happens('order.placed', dana);
    const later = shop.clock.now() + hours(1).milliseconds;
    await shop.database.write((tx) => tx.run(`UPDATE message SET status = 'queued', due_at = ?`, [later]));
    await shop.control.pause(1, journey);
    await shop.advance(hours(3));
    expect(await shop.mails()).toEqual(['Hello: queued']);
    await shop.control.resume(1, journey, 'shift');
    await shop.settle();
    expect(await shop.mails()).toEqual(['Hello: sent']);
  });
});
