import { days, hours } from '../../../packages/runtime/src/shared';
import { readLedger } from '../../../packages/runtime/src/journeys';
import { done, mail, onEvents, wait, waitFor } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

describe('the ledger of an execution', () => {
  let shop: TestJourneys;
  let dana: number;
  beforeEach(async () => {
    shop = await startJourneys();
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => await shop.close());

  const ledgerOf = async (execution: number) =>
    await readLedger(shop.database, shop.engine.versions, { workspace: 1, execution });
  const storyOf = async (execution = 1) =>
    (await ledgerOf(execution)).map(({ verdict, node }) => (node === null ? verdict : `${verdict} ${node}`));

  test('tells each step with its instant: entry, nodes, message, wait, end', async () => {
    const start = shop.clock.now();
    await shop.activate([onEvents('order.placed'), wait(1, 'days'), mail('Hello'), done]);
    const { id } = await shop.happens('order.placed', dana);
    expect(await storyOf()).toEqual(['entered', 'passed On event', 'waiting Wait']);
    await shop.advance(days(2), hours(6));
    expect(await storyOf()).toEqual([
      'entered',
      'passed On event',
      'waiting Wait',
      'passed Wait',
      'passed Mail',
      'message Mail',
      'passed Done',
      'ended',
    ]);
    const ledger = await ledgerOf(1);
    expect(ledger[0]).toMatchObject({ at: start, event: id });
    expect(ledger[2]).toMatchObject({ at: start, until: start + days(1).milliseconds });
    expect(ledger[5]).toMatchObject({
      at: start + days(1).milliseconds,
      reason: 'send: transactional mail: no rule against it',
      messageId: expect.any(String),
    });
  });

  test('tells which way a split took, and by which figures', async () => {
    const split = {
      name: 'Split',
      type: 'n8n-nodes-aftercart.splitBySalesData',
      parameters: {
        branches: { values: [{ name: 'Loyal', measure: 'count', operator: 'gte', value: 3 }] },
      },
    };
    await shop.activate([onEvents('order.placed'), split, done]);
    await shop.happens('order.placed', dana);
    expect((await ledgerOf(1))[2]).toMatchObject({
      verdict: 'passed',
      node: 'Split',
      outputs: [1],
      reason: 'Loyal: count 0 gte 3',
    });
    expect(await storyOf()).toEqual(['entered', 'passed On event', 'passed Split', 'ended']);
  });

  test('tells why somebody left, with what the rule saw, and by which event a wait ended', async () => {
    await shop.activate(
      [onEvents('order.placed'), waitFor('order.completed'), { ...wait(1, 'days'), name: 'Rest' }, done],
      { exit: [{ event: 'order.refunded', filter: { event: 'order.total', operator: 'above', value: 10 } }] },
    );
    await shop.happens('order.placed', dana);
    const completed = await shop.happens('order.completed', dana);
    await shop.happens('order.refunded', dana, { order: { total: 5 } });
    const refunded = await shop.happens('order.refunded', dana, { order: { total: 50 } });
    const ledger = await ledgerOf(1);
    expect(ledger.slice(3)).toMatchObject([
      { verdict: 'resumed', event: completed.id },
      { verdict: 'passed', node: 'Wait' },
      { verdict: 'waiting', node: 'Rest' },
      {
        verdict: 'left',
        event: refunded.id,
        reason: `Left the journey on order.refunded (event ${refunded.id})`,
        seen: [{ fact: 'order.total', value: 50 }],
      },
    ]);
  });

  test('tells at which node an execution failed', async () => {
    await shop.activate([
      onEvents('order.placed'),
      { name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'Enough' } },
    ]);
    await shop.happens('order.placed', dana);
    expect((await ledgerOf(1)).at(-1)).toMatchObject({ verdict: 'error', node: 'Stop', reason: 'NODE_FAILED' });
  });

  test('costs a waiting execution few bytes, and one that goes round for years not many more', async () => {
    await shop.activate([onEvents('order.placed'), wait(1, 'days'), done]);
    await shop.happens('order.placed', dana);
    const size = async () => {
      const row = await shop.database.get<{ ledger: string }>('SELECT ledger FROM execution WHERE id = 1');
      return Buffer.byteLength(row?.ledger ?? '');
    };
    expect(await size()).toBeLessThan(50);
    const long = `${JSON.stringify([1, ...Array.from({ length: 5_000 }, () => 1)])}\n`;
    await shop.database.write((tx) => tx.run('UPDATE execution SET ledger = ? WHERE id = 1', [long]));
    await shop.advance(days(1), days(1));
    expect(await size()).toBeLessThan(50);
    expect(await storyOf()).toEqual(['entered', 'passed Wait', 'passed Done', 'ended']);
  });

  test('somebody unknown asks in vain', async () => {
    await expect(ledgerOf(99)).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND' });
  });
});

describe('exits and goals', () => {
  let shop: TestJourneys;
  let dana: number;
  beforeEach(async () => {
    shop = await startJourneys();
    dana = await shop.contact('dana@example.com');
  });
  afterEach(async () => await shop.close());

  test('an exit condition that comes true during the wait ends it with the next event of the contact', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(3, 'days'), mail('Come back')], {
      exit: [{ condition: { contact: 'attributes.vip', operator: 'equals', value: true } }],
    });
    await shop.happens('order.placed', dana);
    await shop.happens('customer.updated', dana);
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Wait']);
    await shop.changeContact(dana, { vip: true });
    await shop.happens('customer.updated', dana);
    expect(await shop.roundsOf(journey)).toEqual(['canceled at Wait']);
    await shop.advance(days(4), days(1));
    expect(await shop.mails()).toEqual([]);
  });

  test('who reaches the goal has ended well, and who only leaves has not', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(3, 'days'), mail('Come back')], {
      goal: { event: 'order.paid', filter: { event: 'order.total', operator: 'atLeast', value: 100 } },
      exit: [{ event: 'order.paid' }],
    });
    const noam = await shop.contact('noam@example.com');
    await shop.happens('order.placed', dana);
    await shop.happens('order.placed', noam);
    await shop.happens('order.paid', dana, { order: { total: 100 } });
    await shop.happens('order.paid', noam, { order: { total: 99 } });
    expect(await shop.roundsOf(journey)).toEqual(['success at Wait', 'canceled at Wait']);
    expect(await shop.database.all('SELECT ending, error FROM execution ORDER BY id')).toEqual([
      { ending: 'goal', error: null },
      { ending: 'left', error: expect.stringContaining('order.paid') },
    ]);
  });

  test('an event about a first purchase is told apart from other orders', async () => {
    const journey = await shop.activate([onEvents('customer.created'), wait(3, 'days'), done], {
      exit: [{ event: 'order.first_purchase' }],
    });
    await shop.happens('customer.created', dana);
    await shop.happens('order.placed', dana, { order: { total: 5, isFirstPurchase: false, lines: [] } });
    expect(await shop.roundsOf(journey)).toEqual(['waiting at Wait']);
    await shop.happens('order.placed', dana, { order: { total: 5, isFirstPurchase: true, lines: [] } });
    expect(await shop.roundsOf(journey)).toEqual(['canceled at Wait']);
  });

  test('rules of a version that is no longer live hold for those who are still on it, also after a restart', async () => {
    const journey = await shop.activate([onEvents('order.placed'), wait(3, 'days'), done], {
      exit: [{ event: 'order.paid' }],
    });
    await shop.happens('order.placed', dana);
    await shop.live.deactivate(1, journey);
    const again = await startJourneys(await shop.stop());
    try {
      await again.happens('order.paid', dana);
      expect(await again.roundsOf(journey)).toEqual(['canceled at Wait']);
    } finally {
      await again.close();
    }
  });
});
