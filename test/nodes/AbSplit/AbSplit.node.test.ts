import { NodeHelpers, type INode, type INodeTypes } from 'n8n-workflow';

import { AbSplit } from '../../../nodes/AbSplit/AbSplit.node';
import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const variants = { values: [{ name: 'Plain' }, { name: 'Discount', weight: 2 }] };
const split = (parameters: INode['parameters'] = {}) =>
  workflowOf(nodeTypes, triggerAnd('abSplit', { variants, ...parameters }));

test('a contact takes the way that the hub chose, and the holdout the last output', async () => {
  const hub = new RecordingHub();
  hub.choice = { variant: 'Discount', by: 'chance' };
  const parameters = { holdout: 10, pickWinner: true, afterDays: 2, conversion: 'clicked' };
  expect(outputsOf(await enter(split(parameters), hub, [{ contact: { id: 7 } }])).map(({ length }) => length)).toEqual([
    0, 1, 0,
  ]);
  expect(hub.variants).toEqual([
    {
      contact: { id: 7 },
      test: '1',
      variants: [
        { name: 'Plain', weight: 1 },
        { name: 'Discount', weight: 2 },
      ],
      holdout: 10,
      winner: { afterHours: 48, conversion: 'clicked' },
    },
  ]);
  expect(hub.notes).toEqual(['Discount (chance)']);

  hub.choice = { variant: null, by: 'holdout' };
  expect(outputsOf(await enter(split(), hub, [{ contact: { id: 7 } }])).map(({ length }) => length)).toEqual([0, 0, 1]);
});

test('the canvas shows an output for each variant and the holdout', () => {
  const workflow = split();
  const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.Node!, new AbSplit().description);
  const names = outputs.map((output) => (typeof output === 'object' ? output.displayName : output));
  expect(names).toEqual(['Plain', 'Discount', 'Holdout']);
});

test.each([
  [{ variants: { values: [{ name: 'A', weight: 'much' }] } }, 'The weight of the variant 1 has to be a number'],
  [{ holdout: 120 }, 'from 0 to 100'],
  [{ pickWinner: true, afterDays: 0 }, 'a number of days above 0'],
])('a split that makes no sense says so: %j', async (parameters, message) => {
  const run = await enter(split(parameters), new RecordingHub(), [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain(message);
});
