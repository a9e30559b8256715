import type { JourneySettings } from '../../packages/runtime/src/workflows';

/** A node of a journey under test; each leads to the next. */
export interface JourneyNode {
  readonly name: string;
  readonly type: string;
  readonly parameters?: object;
  readonly typeVersion?: number;
}

/** The rules of a journey, as they stand in a workflow's settings. */
export type WorkflowSettings = NonNullable<JourneySettings['aftercart']>;

/** A workflow document of nodes in a row. */
export function journeyOf(nodes: readonly JourneyNode[], aftercart?: WorkflowSettings): object {
  return {
    name: 'Journey',
    nodes: nodes.map((node, index) => ({
      id: `n${index}`,
      typeVersion: 1,
      position: [index * 200, 0],
      parameters: {},
      ...node,
    })),
    connections: Object.fromEntries(
      nodes
        .slice(0, -1)
        .map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }]),
    ),
    settings: { executionOrder: 'v1', ...(aftercart && { aftercart }) },
  };
}

export const onEvents = (...events: string[]): JourneyNode => ({
  name: 'On event',
  type: 'n8n-nodes-aftercart.wooCommerceTrigger',
  parameters: { events },
});

export const wait = (amount: number, unit: string, extra: object = {}): JourneyNode => ({
  name: 'Wait',
  type: 'n8n-nodes-aftercart.waitUntilDate',
  parameters: { mode: 'after', amount, unit, ...extra },
});

export const mail = (subject: string, name = 'Mail'): JourneyNode => ({
  name,
  type: 'n8n-nodes-aftercart.sendEmail',
  parameters: {
    purpose: 'transactional',
    languages: { values: [{ language: 'en', subject, body: `<p>${subject}</p>` }] },
  },
});

export const done: JourneyNode = { name: 'Done', type: 'n8n-nodes-base.noOp' };
