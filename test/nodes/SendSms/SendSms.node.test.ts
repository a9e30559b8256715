import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const contents = [
  { language: 'en', text: 'Hello {{contact.firstName}}' },
  { language: 'he', text: 'שלום {{ $json.x }}' },
];
const text = (parameters: INode['parameters'] = {}, more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('sendSms', { languages: { values: contents }, ...parameters }, more));

test('a contact gets the templates as they were written, and the item carries what was decided', async () => {
  const hub = new RecordingHub();
  const run = await enter(text(), hub, [{ contact: { id: 7 }, order: { number: '12' } }]);
  expect(hub.texts).toEqual([
    {
      ...{ contact: { id: 7 }, contents, purpose: 'promotional', data: {}, sender: undefined, to: undefined },
      ...{ optOutText: true, shortLinks: true, itemIndex: 0, node: 'Node', visit: 0 },
    },
  ]);
  expect(outputsOf(run)[0]![0]).toMatchObject({
    json: { order: { number: '12' }, message: { messageId: 'text-1', verdict: 'send', segments: 1, cost: null } },
    pairedItem: { item: 0 },
  });
});

test('the options are expressions of the item', async () => {
  const hub = new RecordingHub();
  const options = {
    data: '={{ { coupon: $json.coupon } }}',
    ...{ sender: 'abc', to: '={{ $json.friend }}', optOutText: false, shortLinks: false },
  };
  await enter(text({ purpose: 'transactional', options }), hub, [{ coupon: 'HELLO10', friend: '+972545678901' }]);
  expect(hub.texts).toMatchObject([
    {
      ...{ purpose: 'transactional', data: { coupon: 'HELLO10' }, sender: 'abc', to: '+972545678901' },
      ...{ optOutText: false, shortLinks: false },
    },
  ]);
});

test.each([
  [{ languages: { values: [{ language: 'en', text: ' ' }] } }, 'The text message has no content'],
  [{ languages: { values: [contents[0], contents[0]] } }, 'two contents in the language "en"'],
  [{ languages: { values: [{ language: 'other', otherLanguage: '!', text: 'x' }] } }, 'not a language tag'],
  [{ options: { data: '[1]' } }, 'The extra data has to be an object'],
])('a text message that makes no sense is not sent: %p', async (parameters, message) => {
  const hub = new RecordingHub();
  const run = await enter(text(parameters as INode['parameters']), hub, [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain(message);
  expect(hub.texts).toEqual([]);
});
