import { parseWorkflow } from '../../../packages/runtime/src/workflows';

const node = (name: string, extra: object = {}) => ({
  id: name,
  name,
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
  ...extra,
});
const link = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });

describe('reading a workflow document', () => {
  test('a builder who exports from n8n can import here, whatever else the file holds', () => {
    const parsed = parseWorkflow({
      name: 'W',
      nodes: [node('A', { webhookId: 'w', onError: 'continueRegularOutput', notes: 'n' }), node('B')],
      connections: { A: link('B') },
      settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
      tags: [],
      versionId: 'x',
      meta: { instanceId: 'i' },
    });
    expect(parsed.nodes[0]).toMatchObject({ webhookId: 'w', onError: 'continueRegularOutput', notes: 'n' });
    expect(parsed.settings).toMatchObject({ timezone: 'Asia/Jerusalem' });
  });

  test.each([
    ['nothing at all', undefined, 'WORKFLOW_INVALID'],
    ['a list', [], 'WORKFLOW_INVALID'],
    ['no nodes', { name: 'W', connections: {} }, 'WORKFLOW_INVALID'],
    ['a node without a type', { name: 'W', nodes: [{ name: 'A' }], connections: {} }, 'WORKFLOW_INVALID'],
    ['two nodes of one name', { name: 'W', nodes: [node('A'), node('A')], connections: {} }, 'WORKFLOW_INVALID'],
    ['a connection to nowhere', { name: 'W', nodes: [node('A')], connections: { A: link('B') } }, 'CONNECTION_BROKEN'],
    [
      'a connection from nowhere',
      { name: 'W', nodes: [node('A')], connections: { B: link('A') } },
      'CONNECTION_BROKEN',
    ],
    ['static data that is no JSON', { name: 'W', nodes: [], connections: {}, staticData: '{' }, 'WORKFLOW_INVALID'],
  ])('a document with %s is refused with a code', (_what, json, code) => {
    expect(() => parseWorkflow(json)).toThrow(expect.objectContaining({ code }));
  });

  test('every problem of a document is named at once', () => {
    expect(() => parseWorkflow({ nodes: [{ type: 1 }], connections: [] })).toThrow(
      /name: .*nodes\.0\.name: .*connections/s,
    );
  });

  test('the rules of a journey are taken as they stand', () => {
    const aftercart = {
      entry: {
        reentry: 'everyDays',
        days: 30,
        key: 'order.id',
        filter: { event: 'order.total', operator: 'above', value: 5 },
      },
      exitOn: ['order.refunded'],
      exit: [{ event: 'order.placed' }, { condition: { contact: 'country', operator: 'missing' } }],
      goal: { event: 'order.placed', filter: { sales: 'count', since: 'entry', operator: 'atLeast', value: 2 } },
    };
    expect(parseWorkflow({ name: 'W', nodes: [], connections: {}, settings: { aftercart } }).settings).toEqual({
      aftercart,
    });
  });

  test.each([
    [{ entry: { reentry: 'never' } }, 'settings.aftercart.entry.reentry'],
    [{ entry: { reentry: 'everyDays' } }, 'settings.aftercart.entry.days'],
    [{ entry: { reentry: 'once', days: 3 } }, 'settings.aftercart.entry.days'],
    [{ entry: { key: 'order id' } }, 'settings.aftercart.entry.key'],
    [{ entry: { keys: 'order.id' } }, "Unrecognized key(s) in object: 'keys'"],
    [
      { entry: { filter: { all: [{ event: 'a', operator: 'like' }] } } },
      'settings.aftercart.entry.filter.all.0.operator',
    ],
    [{ exitOn: 'order.placed' }, 'settings.aftercart.exitOn'],
    [{ exit: [{ on: 'order.placed' }] }, 'settings.aftercart.exit.0 must be {"event"'],
    [{ exit: [{ event: 'a', filter: {} }] }, 'settings.aftercart.exit.0.filter must be'],
    [{ goal: { condition: { sales: 'most', operator: 'exists' } } }, 'settings.aftercart.goal.condition.sales'],
  ])('rules that nobody can follow are refused: %j', (aftercart, place) => {
    expect(() => parseWorkflow({ name: 'W', nodes: [], connections: {}, settings: { aftercart } })).toThrow(
      expect.objectContaining({ code: 'JOURNEY_RULES_INVALID', message: expect.stringContaining(place) }),
    );
  });
});
