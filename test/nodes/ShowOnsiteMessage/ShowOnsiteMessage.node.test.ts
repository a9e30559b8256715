import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const contents = [
  { language: 'en', title: 'Before you go', text: '{{offer}}', button: 'Take it', url: 'https://shop.example' },
  { language: 'ar', text: 'قبل أن تغادروا' },
];
const onsite = (parameters: INode['parameters'] = {}) =>
  workflowOf(nodeTypes, triggerAnd('showOnsiteMessage', { languages: { values: contents }, ...parameters }));

test('a message waits for the contact once, and the item carries the id that follows it', async () => {
  const hub = new RecordingHub();
  const run = await enter(onsite({ kind: 'chat', moment: 'cardError' }), hub, [{ contact: { id: 7 } }]);
  expect(hub.onsites).toEqual([
    {
      ...{ contact: { id: 7 }, visitor: undefined, contents, kind: 'chat', moment: 'cardError' },
      ...{ purpose: 'promotional', data: {}, expiresInHours: undefined, repeat: 'once' },
      ...{ itemIndex: 0, node: 'Node', visit: 0 },
    },
  ]);
  expect(outputsOf(run)[0]![0]).toMatchObject({ json: { message: { messageId: 'onsite-1', kind: 'chat' } } });
});

test('it repeats after as many days as the node says, for a browser that the item names', async () => {
  const hub = new RecordingHub();
  const options = { visitor: '={{ $json.anonymousId }}', expiresInHours: 24 };
  const parameters = { repeat: 'afterDays', repeatDays: 14, purpose: 'transactional', options };
  await enter(onsite(parameters), hub, [{ anonymousId: 'a-browser-of-nobody' }]);
  expect(hub.onsites).toMatchObject([
    { visitor: 'a-browser-of-nobody', repeat: 14, expiresInHours: 24, purpose: 'transactional', kind: 'popup' },
  ]);
});

test('a message without words is not shown', async () => {
  const hub = new RecordingHub();
  const languages = { values: [{ language: 'en', button: 'Go' }] };
  const run = await enter(onsite({ languages }), hub, [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain('The on-site message has no content');
});
