import type { INode, IRunExecutionData } from 'n8n-workflow';

import { livenessOf } from '../../../../packages/runtime/src/engine/state/liveness';
import { readsOf } from '../../../../packages/runtime/src/engine/state/references';

describe('what an expression reads besides its input', () => {
  test.each<[string, string[]]>([
    ["={{ $('Order placed').item.json.total }}", ['Order placed']],
    ['={{ $("A").first().json.x }} {{ $node["B"].json.y }}', ['A', 'B']],
    ["={{ $node['C'].json.x + $node.D.json.y + $items('E', 0).length }}", ['C', 'D', 'E']],
    ['={{ $items().length }} costs $5, {{ `${$json.total} €` }}', []],
    ['={{ $json.a ?? $input.first().json.b ?? $now.toISO() }}', []],
    ["no expression: $('Order placed') and $evaluateExpression()", []],
  ])('%s', (value, names) => {
    expect(readsOf({ deep: [{ value }] })).toEqual({ nodes: new Set(names) });
  });

  test.each([
    '={{ $($json.name).item.json.x }}',
    '={{ $node[$json.name].json.x }}',
    "={{ $('It\\'s').item.json.x }}",
    '={{ $(`Order ${1}`).item.json.x }}',
    '={{ ["A"].map($) }}',
    '={{ $evaluateExpression("{{ $node.A.json.x }}") }}',
    '={{ $getPairedItem("A", {}, {}) }}',
    '={{ this.$json }}',
    "={{ \\u0024('A').first().json }}",
    '={{ $items($json.name) }}',
  ])('may be anything: %s', (value) => {
    expect(readsOf({ value })).toBe('anything');
  });
});

describe('what is kept of a waiting contact', () => {
  const nodes = [
    node('Order', 'n8n-nodes-aftercart.wooCommerceTrigger'),
    node('First', 'n8n-nodes-base.set'),
    node('Second', 'n8n-nodes-base.set', { value: "={{ $('First').item.json.x }}" }),
    node('Wait', 'n8n-nodes-base.wait', { amount: 1 }),
    node('Last', 'n8n-nodes-base.set', { value: "={{ $('Second').item.json.x }}" }),
  ];

  test('is what runs after the wait reads by name', () => {
    const { isKept, isTokenKept } = livenessOf(versionOf(nodes), waitingAt('Wait'));
    expect(nodes.filter(({ name }) => isKept(name)).map(({ name }) => name)).toEqual(['Second']);
    expect(isTokenKept).toBe(false);
  });

  test('and the item of our trigger where a node of ours comes after it', () => {
    const { isKept } = livenessOf(
      versionOf([...nodes, node('Mail', 'n8n-nodes-aftercart.sendEmail')]),
      waitingAt('Wait'),
    );
    expect([isKept('Order'), isKept('First')]).toEqual([true, false]);
  });

  test.each<[string, INode]>([
    ['Code', node('Code', 'n8n-nodes-base.code', { jsCode: 'return []' })],
    ['a node that nothing is known of', node('Foreign', 'n8n-nodes-base.slack')],
    [
      'a credential, which may hold expressions',
      { ...node('Call', 'n8n-nodes-base.httpRequest'), credentials: { x: { id: '1', name: 'x' } } },
    ],
    [
      'an expression that names a node only when it runs',
      node('Dynamic', 'n8n-nodes-base.set', { x: '={{ $($json.n).first() }}' }),
    ],
  ])('is everything where there comes %s', (_what, last) => {
    const { isKept } = livenessOf(versionOf([...nodes, last]), waitingAt('Wait'));
    expect(nodes.every(({ name }) => isKept(name))).toBe(true);
  });

  test.each<[string, INode]>([
    ['an expression gives it out', node('Ask', 'n8n-nodes-base.set', { x: '={{ $execution.resumeUrl }}' })],
    ['a node waits for a call', node('Until called', 'n8n-nodes-base.wait', { resume: 'webhook' })],
  ])('the address to resume at stays good where %s', (_what, before) => {
    expect(livenessOf(versionOf([before, ...nodes]), waitingAt('Wait')).isTokenKept).toBe(true);
  });
});

function node(name: string, type: string, parameters: INode['parameters'] = {}): INode {
  return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** Each node leads to the next. */
function versionOf(nodes: INode[]) {
  const connections = Object.fromEntries(
    nodes
      .slice(1)
      .map(({ name }, index) => [nodes[index]!.name, { main: [[{ node: name, type: 'main' as const, index: 0 }]] }]),
  );
  return { id: 'v', workspace: 1, workflow: 'w', name: 'W', nodes, connections, settings: {} };
}

function waitingAt(name: string): IRunExecutionData {
  return { executionData: { nodeExecutionStack: [{ node: { name } }], waitingExecution: {} } } as never;
}
