import { NodeHelpers, type INode, type INodeTypes } from 'n8n-workflow';

import { SplitByEngagement } from '../../../nodes/SplitByEngagement/SplitByEngagement.node';
import { conditionSchema } from '../../../packages/runtime/src/audiences';
import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const split = (parameters: INode['parameters'] = {}) =>
  workflowOf(nodeTypes, triggerAnd('splitByEngagement', parameters));

test('a contact takes the output of the strongest reaction, whatever order they were chosen in', async () => {
  const hub = new RecordingHub();
  hub.holding = (rule) => 'message' in rule;
  const workflow = split({ reactions: ['opened', 'converted', 'clicked'] });
  const run = await enter(workflow, hub, [{ contact: { id: 7 } }]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual([0, 1, 0, 0]);
  expect(hub.notes).toEqual(['Converted: fact 1; Clicked: fact 1']);
  const { rules } = hub.decisions[0]!;
  expect(rules).toEqual([
    { sales: 'count', since: 'message', operator: 'atLeast', value: 1 },
    { message: 'clicked', where: { which: 'latest' }, operator: 'atLeast', value: 1 },
    { message: 'opened', where: { which: 'latest' }, operator: 'atLeast', value: 1 },
  ]);
  for (const rule of rules) expect(conditionSchema.safeParse(rule).error).toBeUndefined();

  const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.Node!, new SplitByEngagement().description);
  const names = outputs.map((output) => (typeof output === 'object' ? output.displayName : output));
  expect(names).toEqual(['Converted', 'Clicked', 'Opened', 'No Reaction']);
});

test('whoever did nothing takes "No Reaction", about the message that the item names', async () => {
  const hub = new RecordingHub();
  const run = await enter(split({ message: 'id', reactions: ['replied'] }), hub, [
    { contact: { id: 7 }, messageId: 'm-1' },
  ]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual([0, 1]);
  expect(hub.decisions[0]).toMatchObject({ messageId: 'm-1', rules: [{ message: 'replied', where: { id: 'm-1' } }] });
});

test('an item that names no message says what to set', async () => {
  const run = await enter(split({ message: 'id' }), new RecordingHub(), [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain('set "Message ID"');
});
