import { done, onEvents, type JourneyNode } from './journey';

/** A wait of several ways out, each to a node that is called as its output; "Timed out" is the first. */
export function waitJourney(arms: object[], parameters: object = {}, start = onEvents('order.placed')): object {
  const wait: JourneyNode = {
    name: 'Wait',
    type: 'n8n-nodes-aftercart.waitForEvent',
    parameters: { arms: { values: arms }, ...parameters },
  };
  const ways = ['Timed out', ...arms.map((arm) => (arm as { name: string }).name)];
  const nodes = [start, wait, ...ways.map((name) => ({ ...done, name }))];
  return {
    name: 'Journey that waits',
    nodes: nodes.map((node, index) => ({ id: `n${index}`, typeVersion: 1, position: [index * 200, 0], ...node })),
    connections: {
      [start.name]: { main: [[{ node: 'Wait', type: 'main', index: 0 }]] },
      Wait: { main: ways.map((node) => [{ node, type: 'main', index: 0 }]) },
    },
    settings: { executionOrder: 'v1' },
  };
}
