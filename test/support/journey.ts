import type { JourneySettings } from '../../packages/runtime/src/workflows';

/** A node of a journey under test; each leads to the next. */
export interface JourneyNode {
  readonly name: string;
  readonly type: string;
  readonly parameters?: object;
  readonly typeVersion?: number;
  /** The output that leads on; the first where left out. */
  readonly output?: number;
}

/** The rules of a journey, as they stand in a workflow's settings. */
export type WorkflowSettings = NonNullable<JourneySettings['aftercart']>;

/** A workflow document of nodes in a row. */
export function journeyOf(nodes: readonly JourneyNode[], aftercart?: WorkflowSettings): object {
  return {
    name: 'Journey',
    nodes: nodes.map(({ output: _output, ...node }, index) => ({
      id: `n${index}`,
      typeVersion: 1,
      position: [index * 200, 0],
      parameters: {},
      ...node,
    })),
    connections: Object.fromEntries(
      nodes.slice(0, -1).map(({ name, output = 0 }, index) => {
        const next = { node: nodes[index + 1]?.name, type: 'main', index: 0 };
        return [name, { main: [...Array.from({ length: output }, () => []), [next]] }];
      }),
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

/** Waits for one of some events, and leads on from it; who waits for more than 30 days goes nowhere. */
export const waitFor = (...events: string[]): JourneyNode => ({
  name: 'Wait',
  type: 'n8n-nodes-aftercart.waitForEvent',
  parameters: { arms: { values: [{ name: 'Happened', waitFor: 'event', events }] } },
  output: 1,
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
