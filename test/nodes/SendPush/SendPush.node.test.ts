import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const contents = [
  { language: 'en', title: '{{product.name}} costs less', text: 'Now', url: '{{product.url}}', icon: '', image: ' ' },
  { language: 'he', title: 'המחיר ירד' },
];
const push = (parameters: INode['parameters'] = {}) =>
  workflowOf(nodeTypes, triggerAnd('sendPush', { languages: { values: contents }, ...parameters }));

test('a contact gets the templates as they were written, and the item carries the id that follows the message', async () => {
  const hub = new RecordingHub();
  const run = await enter(push(), hub, [{ contact: { id: 7 }, product: { name: 'Oil' } }]);
  expect(hub.pushes).toEqual([
    {
      ...{ contact: { id: 7 }, purpose: 'promotional', data: {}, expiresInHours: undefined },
      contents: [
        { language: 'en', title: '{{product.name}} costs less', text: 'Now', url: '{{product.url}}' },
        { language: 'he', title: 'המחיר ירד' },
      ],
      ...{ itemIndex: 0, node: 'Node', visit: 0 },
    },
  ]);
  expect(outputsOf(run)[0]![0]).toMatchObject({
    json: { product: { name: 'Oil' }, message: { messageId: 'push-1', verdict: 'send', devices: 1 } },
    pairedItem: { item: 0 },
  });
});

test('the options are expressions of the item', async () => {
  const hub = new RecordingHub();
  const options = { data: '={{ { coupon: $json.coupon } }}', expiresInHours: '={{ $json.hours }}' };
  await enter(push({ purpose: 'transactional', options }), hub, [{ coupon: 'HELLO10', hours: 2 }]);
  expect(hub.pushes).toMatchObject([{ purpose: 'transactional', data: { coupon: 'HELLO10' }, expiresInHours: 2 }]);
});

test.each([
  [{ languages: { values: [{ language: 'en', text: 'x' }] } }, 'The push message has no content'],
  [{ languages: { values: [contents[0], contents[0]] } }, 'two contents in the language "en"'],
  [{ options: { data: '[1]' } }, 'The extra data has to be an object'],
])('a push message that makes no sense is not sent: %p', async (parameters, message) => {
  const hub = new RecordingHub();
  const run = await enter(push(parameters as INode['parameters']), hub, [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain(message);
  expect(hub.pushes).toEqual([]);
});
