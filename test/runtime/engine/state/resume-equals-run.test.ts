import type { IRunExecutionData, ITaskData } from 'n8n-workflow';

import { decodeState, encodeState } from '../../../../packages/runtime/src/engine/state-codec';
import { livenessOf } from '../../../../packages/runtime/src/engine/state/liveness';
import { prunedNodeOf } from '../../../../packages/runtime/src/engine/state/pruned-output';
import type { StateContext } from '../../../../packages/runtime/src/engine/state/state-context';
import { makeStartState, type RunOutcome } from '../../../../packages/runtime/src/n8n-host';
import type { RunnableVersion } from '../../../../packages/runtime/src/workflows';
import { randomJourney, type RandomJourney } from '../../../support/random-journey';
import { startEngine, type TestEngine } from '../../../support/start-engine';

/** More with AFTERCART_RANDOM_JOURNEYS; one alone with AFTERCART_SEED. */
const COUNT = Number(process.env.AFTERCART_RANDOM_JOURNEYS ?? 150);
const ONLY = process.env.AFTERCART_SEED;
const SEEDS = ONLY === undefined ? Array.from({ length: COUNT }, (_, seed) => seed) : [Number(ONLY)];

const ITEM = {
  event: { type: 'order.placed', occurredAt: '2026-11-22T08:00:00.000Z', id: 1 },
  contact: { id: 7, firstName: 'Dana', email: 'dana@shop.example' },
  order: {
    number: '1042',
    total: 70.5,
    lines: ['soap', 'cream', 'candle'].map((name, index) => ({ id: index, name, note: `n${index}` })),
    billing: { city: 'Haifa', country: 'IL', phone: '', company: '', address1: 'Example 1' },
  },
};

let server: TestEngine;
beforeAll(async () => (server = await startEngine()));
afterAll(async () => await server.close());

let cuts = 0;
let pruned = 0;

test.each(SEEDS.map((seed) => [seed]))(
  'a contact of journey %i who waits comes out as one who need not',
  async (seed) => {
    const journey = randomJourney(seed);
    const waited = await play(versionOf(journey, seed, 'waits'));
    const passed = await play(versionOf(withoutWaits(journey), seed, 'passes'));
    expect(waited.run.status).toBe(passed.run.status);
    expect(waited.run.data.resultData.error?.message).toBe(passed.run.data.resultData.error?.message);
    expect(waited.lastNode).toBe(passed.lastNode);
    const [shown, wanted] = [waited, passed].map(({ run }) => showRuns(run.data));
    expect(Object.keys(shown!)).toEqual(Object.keys(wanted!));
    for (const [node, runs] of Object.entries(wanted!)) {
      expect(shown![node]).toEqual(runs.map((run, index) => maskLike(run, shown![node]![index])));
    }
  },
);

test('the journeys were cut many times, and much was not kept', () => {
  if (SEEDS.length < 100) return;
  expect(cuts).toBeGreaterThan(SEEDS.length);
  expect(pruned).toBeGreaterThan(SEEDS.length);
});

/** Runs a version to its end. At each wait its state goes to rest and comes back. */
async function play(version: RunnableVersion): Promise<RunOutcome> {
  const trigger = version.nodes[0]!.name;
  const executionId = 1;
  const wakeAt = Date.now();
  const context = (): StateContext => {
    const item = structuredClone(ITEM);
    return { version, wakeAt, startedAt: wakeAt, payload: () => undefined, triggerItem: () => item };
  };
  let at = context();
  let state = makeStartState({ node: trigger, items: [[{ json: at.triggerItem()! }]] });
  for (let stretch = 0; ; stretch++) {
    const common = { version, executionId, mode: 'trigger' as const, hub: undefined };
    const executeWorkflow = () => Promise.reject(new Error('no sub-workflows here'));
    const isResumed = stretch > 0;
    const outcome = await server.host.run({ ...common, state, isResumed, executeWorkflow, mostNodeRuns: 300 });
    if (outcome.run.status !== 'waiting') return outcome;
    cuts += 1;
    const bytes = encodeState(outcome.run.data, at, livenessOf(version, outcome.run.data));
    expect(bytes[0]).toBe(2); // the compact form holds it
    at = context();
    state = decodeState(bytes, at);
  }
}

type Shown = ReturnType<typeof showRun>;

function showRuns({ resultData }: IRunExecutionData): Record<string, Shown[]> {
  return Object.fromEntries(Object.entries(resultData.runData).map(([node, runs]) => [node, runs.map(showRun)]));
}

function showRun({ source, data, error, executionStatus }: ITaskData) {
  const outputs = (data?.main ?? []).map((items) =>
    items?.map(({ json, pairedItem }) => ({
      json: prunedNodeOf(json) === undefined ? JSON.stringify(json) : 'not kept',
      pairedItem,
    })),
  );
  return { source: source.map((each) => sourceOf(each)), outputs, error: error?.message, executionStatus };
}

function sourceOf(source: ITaskData['source'][number]) {
  return source && [source.previousNode, source.previousNodeOutput ?? 0, source.previousNodeRun ?? 0];
}

/** What was not kept cannot be compared; that it need not be read shows in all that was made of it. */
function maskLike(wanted: Shown, shown: Shown | undefined): Shown {
  const outputs = wanted.outputs.map((items, output) =>
    items?.map((item, place) => {
      if (shown?.outputs[output]?.[place]?.json !== 'not kept') return item;
      pruned += 1;
      return { ...item, json: 'not kept' };
    }),
  );
  return { ...wanted, outputs };
}

function versionOf({ nodes, connections }: RandomJourney, seed: number, kind: string): RunnableVersion {
  const settings = { executionOrder: 'v1' as const };
  return { id: `${kind}-${seed}`, workspace: 1, workflow: `w${seed}`, name: 'Random', nodes, connections, settings };
}

function withoutWaits({ nodes, connections }: RandomJourney): RandomJourney {
  const passing = nodes.map((node) =>
    node.type === 'n8n-nodes-base.wait'
      ? { ...node, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} }
      : node,
  );
  return { nodes: passing, connections };
}
