import fc, { type Arbitrary } from 'fast-check';
import type { INode, INodeExecutionData } from 'n8n-workflow';

import { RecordingHub } from '../../../support/recording-hub';
import type { Edge, GraphNode, Play } from '../../../support/both-paths';
import { NODE_KINDS } from './random-nodes';

/** Settings that decide what happens when a node fails, puts out nothing, or is given many items. */
const nodeSettings: Arbitrary<Partial<INode>> = fc.record(
  {
    disabled: fc.constantFrom(true, false),
    onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
    continueOnFail: fc.boolean(),
    retryOnFail: fc.boolean(),
    maxTries: fc.constantFrom(0, 2, 3),
    waitBetweenTries: fc.constant(1),
    alwaysOutputData: fc.boolean(),
    executeOnce: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Most nodes have no settings; with all of them set nothing would get far. */
const settings = fc.oneof({ arbitrary: fc.constant({}), weight: 3 }, { arbitrary: nodeSettings, weight: 2 });

const node = fc.record({
  kind: fc.constantFrom(...NODE_KINDS).chain((kind) =>
    fc.record({
      type: fc.constant(kind.type),
      typeVersion: fc.constantFrom(...kind.versions),
      parameters: kind.parameters,
    }),
  ),
  settings,
  /** From which earlier node it follows, by which output, to which input. */
  parents: fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.nat(1)), { minLength: 1, maxLength: 2 }),
  position: fc.tuple(fc.constantFrom(0, 200, 400), fc.constantFrom(0, 200, 400)),
});

const value = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom('x', '7', '', null, true, '2026-03-01', [1, 2], { deep: { n: 1 } }),
);
const item: Arbitrary<INodeExecutionData> = fc.record({
  json: fc.record(
    {
      a: value,
      b: value,
      list: fc.constantFrom([1, 2, 3], [], ['p', { q: 1 }]),
      email: fc.constant('anna@example.com'),
      error: fc.constantFrom('it failed', false),
    },
    { requiredKeys: [] },
  ),
});

/** A workflow of covered nodes in any shape, and what it is started with. */
export const randomPlay: Arbitrary<Play> = fc
  .record({
    nodes: fc.array(node, { minLength: 1, maxLength: 8 }),
    back: fc.option(fc.tuple(fc.nat(20), fc.nat(2), fc.nat(20)), { freq: 8 }),
    items: fc.array(item, { maxLength: 4 }),
    pins: fc.option(fc.tuple(fc.nat(20), fc.array(item, { maxLength: 2 })), { freq: 10 }),
  })
  .map(({ nodes, back, items, pins }) => {
    const named: GraphNode[] = nodes.map(({ kind, settings: more, position }, index) => ({
      name: `N${index + 1}`,
      ...kind,
      ...more,
      position,
    }));
    const all: GraphNode[] = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 }, ...named];
    const edges: Edge[] = nodes.flatMap(({ parents }, index) =>
      parents.map(([parent, output, input]): Edge => {
        const from = all[parent % (index + 1)]!;
        const isMerge = named[index]!.type === 'n8n-nodes-base.merge';
        return [from.name, from.name === 'Start' ? 0 : output, named[index]!.name, isMerge ? input : 0];
      }),
    );
    if (back) edges.push([all[back[0] % all.length]!.name, back[1], all[1 + (back[2] % named.length)]!.name]);
    return {
      nodes: all,
      edges,
      items,
      pinData: pins ? { [named[pins[0] % named.length]!.name]: pins[1] } : undefined,
      mostNodeRuns: 60,
      hub: () => new UnreliableHub(),
    };
  });

/** Fails with every third question, the same way on both paths. */
class UnreliableHub extends RecordingHub {
  private asked = 0;

  constructor() {
    super(({ withinHours = 0 }) => ({ count: withinHours > 24 ? 2 : 1, sum: 49.9 }));
  }

  override at(...call: Parameters<RecordingHub['at']>) {
    this.asked += 1;
    if (this.asked % 3 === 0) throw new Error('The hub cannot be reached');
    return super.at(...call);
  }
}
