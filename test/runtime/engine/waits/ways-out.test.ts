import { hours } from '../../../../packages/runtime/src/shared';
import { databaseSettings } from '../../../support/databases';
import { parseWorkflow } from '../../../../packages/runtime/src/workflows';
import { onEvents } from '../../../support/journey';
import { outputOf, runsOf } from '../../../support/start-engine';
import { waitJourney } from '../../../support/wait-journey';
import { bought, openWaits, orderOf, type Waits } from '../../../support/waits';

jest.setTimeout(60_000);

interface Document {
  nodes: Array<{ name: string; type: string; parameters?: object; typeVersion?: number }>;
  connections: Record<string, { main: Array<Array<{ node: string; type: string; index: number }>> }>;
}

const to = (node: string) => ({ node, type: 'main', index: 0 });

/** A journey that waits, with changes. */
function changed(
  change: (document: Document) => void,
  arms: object[] = [{ ...bought, name: 'Other' }, bought],
): object {
  const document = waitJourney(arms) as Document;
  change(document);
  return document;
}

/** Makes a node one that notes what an expression gives. */
function note({ nodes }: Document, name: string, expression: string): void {
  Object.assign(
    nodes.find((node) => node.name === name)!,
    {
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: {
        assignments: { assignments: [{ id: '1', name: 'note', type: 'string', value: expression }] },
        options: {},
      },
    },
  );
}

describe.each(databaseSettings())('the ways out of a wait on %s', (_name, makeDatabase) => {
  let waits: Waits;
  let anna: number;

  beforeAll(async () => (waits = await openWaits(await makeDatabase())));
  afterAll(async () => await waits.close());
  beforeEach(async () => (anna = await waits.contact()));
  afterEach(async () => await waits.endJourney());

  test('items stay paired with those that came before the wait, also by the last of several outputs', async () => {
    const small = { ...bought, name: 'Other', filters: { minimumTotal: '1000' } };
    await waits.startWorkflow(
      changed(
        (document) =>
          note(
            document,
            'Bought',
            "={{ $('On event').item.json.order.id }} {{ $('Wait').item.json.wait.event.order.id }}",
          ),
        [small, bought],
      ),
    );
    await waits.enter(orderOf('1'));
    await waits.shop.happens('order.placed', anna, orderOf('2'));
    expect(outputOf(await waits.data(), 'Bought')).toEqual([{ note: '1 2' }]);
  });

  test('a wait in a loop is armed anew each time, and what ended one round does not end the next', async () => {
    await waits.startWorkflow(changed(({ connections }) => (connections.Bought = { main: [[to('Wait')]] }), [bought]));
    await waits.enter();
    for (const id of ['2', '3', '4']) await waits.shop.happens('order.placed', anna, orderOf(id));
    expect(await waits.status()).toBe('waiting');
    expect(runsOf(await waits.data(), 'Bought')).toBe(3);
    await waits.shop.advance(hours(24 * 31), hours(24));
    expect((await waits.path()).at(-1)).toBe('Timed out');
  });

  test('a sub-workflow waits for what happens to the contact of its caller', async () => {
    const start = { name: 'Start', type: 'n8n-nodes-base.executeWorkflowTrigger' };
    const { id } = await waits.shop.workflows.create(
      1,
      parseWorkflow(waitJourney([{ ...bought, events: ['order.paid'] }], {}, start)),
    );
    const call = { source: 'database', workflowId: { __rl: true, mode: 'id', value: id }, options: {} };
    await waits.startWorkflow({
      name: 'Caller',
      nodes: [
        { id: 'a', typeVersion: 1, position: [0, 0], ...onEvents('order.placed') },
        {
          id: 'b',
          name: 'Call',
          type: 'n8n-nodes-base.executeWorkflow',
          typeVersion: 1.2,
          position: [1, 0],
          parameters: call,
        },
        { id: 'c', name: 'Bought', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [2, 0], parameters: {} },
      ],
      connections: { 'On event': { main: [[to('Call')]] }, Call: { main: [[to('Bought')]] } },
      settings: { executionOrder: 'v1' },
    });
    await waits.enter();
    expect(await waits.status()).toBe('waiting');
    expect(await waits.armRows()).toBe(1);
    await waits.shop.happens('order.paid', anna, orderOf('2'));
    expect(await waits.path()).toContain('Bought');
    expect(await waits.status()).toBe('success');
    expect(await waits.note()).toMatchObject({ arm: 'Bought', event: { order: { id: '2' } } });
    await waits.shop.workflows.delete(1, id);
  });

  test.each([
    [{ atMost: 0 }, '"Wait at Most" is 0'],
    [{ atMost: 1e12 }, 'beyond any calendar'],
    [{ arms: { values: [{ name: 'X', waitFor: 'event', events: [] }] } }, 'waits for no event'],
    [{ arms: { values: [{ name: 'X', waitFor: 'time', timeOfDay: '' }] } }, 'time of day to wait for is empty'],
    [{ arms: { values: [{ name: 'X', waitFor: 'moon' }] } }, 'waits for something that does not exist: "moon"'],
    [{ arms: { values: [{ ...bought, about: 'field', aboutField: 'a b', aboutValue: '1' }] } }, 'write it as order.id'],
    [{ arms: { values: [{ ...bought, about: 'products' }] } }, 'the same products, but the item names none'],
    [
      { arms: { values: [{ name: 'X', waitFor: 'condition', conditionOn: 'contact', contactField: 'a' }] } },
      'with nothing',
    ],
  ])('parameters that make no sense fail the node: %j', async (parameters, message) => {
    await waits.start([bought], parameters);
    await waits.enter();
    expect(await waits.execution()).toMatchObject({ status: 'error', error: expect.stringContaining(message) });
  });

  test('a wait for events of nobody fails', async () => {
    await waits.start([bought]);
    await waits.shop.happens('order.placed', null, orderOf('1'));
    expect(await waits.execution()).toMatchObject({ status: 'error', error: expect.stringContaining('whose events') });
  });
});
