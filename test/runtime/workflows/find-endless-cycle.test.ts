import type { IConnections, INode } from 'n8n-workflow';

import { findEndlessCycle } from '../../../packages/runtime/src/workflows';

/** "A:set>B B:if>A,C": a node, its type, and where its outputs lead. */
function graph(text: string): [INode[], IConnections] {
  const nodes: INode[] = [];
  const connections: IConnections = {};
  for (const part of text.split(' ')) {
    const [name = '', type = '', targets = ''] = part.split(/[:>]/);
    nodes.push({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion: 1, position: [0, 0], parameters: {} });
    connections[name] = {
      main: targets === '' ? [] : targets.split(',').map((node) => [{ node, type: 'main' as const, index: 0 }]),
    };
  }
  return [nodes, connections];
}

describe('finding a cycle that no contact can leave', () => {
  test.each([
    ['two Set nodes that feed each other', 'A:set>B B:set>A', ['A', 'B']],
    ['a node that feeds itself', 'A:noOp>A', ['A']],
    ['a cycle behind a trigger and beside a way out', 'T:manualTrigger>A A:set>B B:set>A,C C:set', ['A', 'B']],
  ])('%s', (_title, text, cycle) => {
    expect(findEndlessCycle(...graph(text))).toEqual(cycle);
  });

  test.each([
    ['a loop that an IF ends', 'A:set>B B:if>A,C C:set'],
    ['Loop Over Items', 'L:splitInBatches>D,A A:set>L D:set'],
    ['a journey that comes round after a wait', 'A:set>W W:wait>A'],
    ['two ways to one node', 'A:set>B,C B:set>D C:set>D D:set'],
  ])('%s is none', (_title, text) => {
    expect(findEndlessCycle(...graph(text))).toBeUndefined();
  });
});
