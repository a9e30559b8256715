import { days, hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { onEvents, wait, type JourneyNode } from '../../../support/journey';
import { bought, openWaits, orderOf, type Waits } from '../../../support/waits';

jest.setTimeout(60_000);

/** A journey that rests for a day before it waits for a purchase. */
function restThenWait(lookBack: string): object {
  const nodes: JourneyNode[] = [
    onEvents('order.placed'),
    { ...wait(1, 'days'), name: 'Rest' },
    {
      name: 'Wait',
      type: 'n8n-nodes-aftercart.waitForEvent',
      parameters: { arms: { values: [{ ...bought, lookBack }] } },
    },
    { name: 'Timed out', type: 'n8n-nodes-base.noOp' },
    { name: 'Bought', type: 'n8n-nodes-base.noOp' },
  ];
  const to = (node: string) => [{ node, type: 'main', index: 0 }];
  return {
    name: 'Rest, then wait',
    nodes: nodes.map((node, index) => ({ id: `n${index}`, typeVersion: 1, position: [index * 200, 0], ...node })),
    connections: {
      'On event': { main: [to('Rest')] },
      Rest: { main: [to('Wait')] },
      Wait: { main: [to('Timed out'), to('Bought')] },
    },
    settings: { executionOrder: 'v1' },
  };
}

describe.each(databaseSettings())('what happened before a wait, on %s', (_name, makeDatabase) => {
  let waits: Waits;
  let anna: number;

  beforeAll(async () => (waits = await openWaits(await makeDatabase())));
  afterAll(async () => await waits.close());
  beforeEach(async () => (anna = await waits.contact()));
  afterEach(async () => await waits.endJourney());

  test('a purchase since entering the journey counts', async () => {
    await waits.startWorkflow(restThenWait('journey'));
    await waits.enter();
    await waits.shop.advance(hours(3));
    const { id } = await waits.shop.happens('order.placed', anna, orderOf('2'));
    expect(await waits.status()).toBe('waiting');
    await waits.shop.advance(days(1));
    expect((await waits.path()).at(-1)).toBe('Bought');
    expect(await waits.note()).toMatchObject({ reason: 'event', event: { event: { id } } });
  });

  test('a purchase before the node does not count where it is to come after it', async () => {
    await waits.startWorkflow(restThenWait('node'));
    await waits.enter();
    await waits.shop.advance(hours(3));
    await waits.shop.happens('order.placed', anna, orderOf('2'));
    await waits.shop.advance(days(1));
    expect(await waits.status()).toBe('waiting');
    await waits.shop.happens('order.placed', anna, orderOf('3'));
    expect((await waits.path()).at(-1)).toBe('Bought');
  });

  test.each(['node', 'journey'])(
    'the event that somebody entered by does not count, nor what came before (%s)',
    async (lookBack) => {
      await waits.shop.happens('order.placed', anna, orderOf('0'));
      await waits.start([{ ...bought, lookBack }]);
      await waits.enter();
      expect(await waits.status()).toBe('waiting');
    },
  );

  test('an event of the same delivery, after the one that somebody entered by, counts', async () => {
    await waits.start([{ name: 'Paid', waitFor: 'event', events: ['order.paid'] }]);
    await waits.shop.store('order.placed', anna, orderOf('1'));
    await waits.shop.store('order.paid', anna, orderOf('1'));
    await waits.shop.settle();
    expect((await waits.path()).at(-1)).toBe('Paid');
  });

  test('an event that comes while the stretch runs is not missed', async () => {
    await waits.start([{ name: 'Paid', waitFor: 'event', events: ['order.paid'] }]);
    const { database, engine } = waits.shop;
    await engine.stop();
    await waits.shop.store('order.placed', anna, orderOf('1'));
    // Holds the commit of the wait back until the event is there.
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const write = database.write.bind(database);
    database.write = async (work) => {
      if (engine.inHand.size > 0) await held;
      return await write(work);
    };
    await engine.start();
    while (engine.inHand.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    database.write = write;
    await waits.shop.store('order.paid', anna, orderOf('1'));
    commit();
    await waits.shop.settle();
    expect((await waits.path()).at(-1)).toBe('Paid');
  });

  test('one event ends one of two waits that follow each other, not both', async () => {
    const document = restThenWait('node') as { nodes: Array<{ name: string; parameters?: object; type: string }> };
    const rest = document.nodes.find(({ name }) => name === 'Rest')!;
    Object.assign(rest, { type: 'n8n-nodes-aftercart.waitForEvent', parameters: { arms: { values: [bought] } } });
    const connections = {
      ...(document as any).connections,
      Rest: { main: [[], [{ node: 'Wait', type: 'main', index: 0 }]] },
    };
    await waits.startWorkflow({ ...document, connections });
    await waits.enter();
    await waits.shop.happens('order.placed', anna, orderOf('2'));
    expect(await waits.execution()).toMatchObject({ status: 'waiting', node: 'Wait' });
    await waits.shop.happens('order.placed', anna, orderOf('3'));
    expect((await waits.path()).at(-1)).toBe('Bought');
  });
});
