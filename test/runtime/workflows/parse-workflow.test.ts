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
});
