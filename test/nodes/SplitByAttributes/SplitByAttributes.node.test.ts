import { NodeHelpers, type INodeTypes } from 'n8n-workflow';

import { attributeBranch } from '../../../nodes/SplitByAttributes/attribute-branch';
import { SplitByAttributes } from '../../../nodes/SplitByAttributes/SplitByAttributes.node';
import { conditionSchema } from '../../../packages/runtime/src/audiences';
import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const values = [
  { name: 'VIP', conditions: { values: [{ about: 'tag', called: 'vip' }] } },
  { name: 'Abroad', conditions: { values: [{ field: 'country', comparison: 'notEquals', value: 'IL' }] } },
];
const split = () => workflowOf(nodeTypes, triggerAnd('splitByAttributes', { branches: { values } }));

test('a contact takes the first output that holds, with one question for all of them', async () => {
  const hub = new RecordingHub();
  hub.holding = (rule) => JSON.stringify(rule).includes('country');
  const run = await enter(split(), hub, [{ contact: { id: 7 } }, { contact: { email: 'b@example.com' } }]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual([0, 2, 0]);
  expect(hub.decisions.map(({ contact, rules }) => [contact, rules.length])).toEqual([
    [{ id: 7 }, 2],
    [{ email: 'b@example.com' }, 2],
  ]);
  expect(hub.notes[0]).toBe('VIP: fact 1; Abroad: fact 1');
});

test('the canvas shows an output for each branch and "Otherwise"', () => {
  const workflow = split();
  const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.Node!, new SplitByAttributes().description);
  expect(outputs.map((output) => (typeof output === 'object' ? output.displayName : output))).toEqual([
    'VIP',
    'Abroad',
    'Otherwise',
  ]);
});

test.each([
  [
    { about: 'custom', called: 'tier', comparison: 'oneOf', value: 'gold, vip' },
    { contact: 'attributes.tier', operator: 'oneOf', value: ['gold', 'vip'] },
  ],
  [
    { about: 'profile', field: 'phone', comparison: 'missing' },
    { contact: 'phone', operator: 'missing' },
  ],
  [
    { about: 'list', called: 'l1', isThere: false },
    { list: 'l1', operator: 'missing' },
  ],
  [
    { about: 'score', called: 'engagement', comparison: 'atLeast', value: '20' },
    { score: 'engagement', operator: 'atLeast', value: '20' },
  ],
  [
    { about: 'profile', field: 'createdAt', comparison: 'before', value: '2026-11-22', zone: 'contact' },
    { contact: 'createdAt', operator: 'before', value: '2026-11-22', zone: 'contact' },
  ],
  [
    { about: 'custom', called: 'tier', comparison: 'equals', value: 'gold', zone: 'contact' },
    { contact: 'attributes.tier', operator: 'equals', value: 'gold' },
  ],
  [
    { about: 'grade', comparison: 'oneOf', value: 'champions, loyal' },
    { rfm: 'grade', operator: 'oneOf', value: ['champions', 'loyal'] },
  ],
  [
    { about: 'consent', channel: 'sms' },
    { consent: 'sms', purpose: 'promotional', operator: 'equals', value: 'granted' },
  ],
  [
    { about: 'consent', status: 'none' },
    { consent: 'email', purpose: 'promotional', operator: 'missing' },
  ],
])('%j is a rule that the server understands', (condition, rule) => {
  const written = attributeBranch({ name: 'A', match: 'any', conditions: { values: [condition] } }, 0);
  expect(written).toEqual({ name: 'A', rule: { any: [rule] } });
  expect(conditionSchema.safeParse(written.rule).error).toBeUndefined();
});

test.each([
  [{}, 'The output "1" has no condition'],
  [{ conditions: { values: [{ about: 'tag', called: ' ' }] } }, 'does not say which attribute, list, tag or score'],
  [{ conditions: { values: [{ comparison: 'equals', value: '' }] } }, 'compares with nothing'],
  [{ conditions: { values: [{ about: 'mood' }] } }, 'asks about "mood"'],
])('an output that makes no sense says so: %j', (entry, message) => {
  expect(() => attributeBranch(entry, 0)).toThrow(message);
});
