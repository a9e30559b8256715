import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const contents = [
  { language: 'en', subject: 'Hello {{contact.firstName}}', body: '<p>{{order.number}}</p>' },
  { language: 'he', subject: 'שלום {{ $json.x }}', body: '<p dir="{{dir}}">{{order.number}}</p>' },
];
const mail = (parameters: INode['parameters'] = {}, more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('sendEmail', { languages: { values: contents }, ...parameters }, more));

test('a contact gets the templates as they were written: n8n evaluates nothing in them', async () => {
  const hub = new RecordingHub();
  const run = await enter(mail(), hub, [{ contact: { id: 7 }, order: { number: '12' } }]);

  expect(hub.emails).toEqual([
    {
      contact: { id: 7 },
      contents,
      purpose: 'promotional',
      data: {},
      from: undefined,
      sender: undefined,
      replyTo: undefined,
      to: undefined,
      itemIndex: 0,
      node: 'Node',
      visit: 0,
    },
  ]);
  expect(outputsOf(run)[0]![0]).toMatchObject({
    json: { contact: { id: 7 }, order: { number: '12' }, message: { messageId: 'message-1', verdict: 'send' } },
    pairedItem: { item: 0 },
  });
});

test('the options are expressions of the item', async () => {
  const hub = new RecordingHub();
  const options = {
    data: '={{ { coupon: $json.coupon } }}',
    from: 'Shop <shop@example.com>',
    replyTo: 'service@example.com',
    to: '={{ $json.friend }}',
  };
  await enter(mail({ purpose: 'transactional', options }), hub, [{ coupon: 'HELLO10', friend: 'b@example.com' }]);
  expect(hub.emails).toMatchObject([
    {
      contact: {},
      purpose: 'transactional',
      data: { coupon: 'HELLO10' },
      from: 'Shop <shop@example.com>',
      replyTo: 'service@example.com',
      to: 'b@example.com',
    },
  ]);
});

test('the options say how long a promotion may wait, and whether it waits at all', async () => {
  const hub = new RecordingHub();
  await enter(mail({ options: { onCap: 'skip', onClosed: 'defer', deferAtMostHours: 48, track: true } }), hub, [
    { contact: { id: 7 } },
  ]);
  expect(hub.emails).toMatchObject([{ onCap: 'skip', onClosed: 'defer', deferAtMostHours: 48, track: true }]);
});

test.each([
  [{ contactFrom: 'email', contactEmail: '={{ $json.mail }}' }, { email: 'c@example.com' }],
  [{ contactFrom: 'id', contactId: '={{ $json.number }}' }, { id: 12 }],
  [{ contactFrom: 'id', contactId: ' 12 ' }, { id: 12 }],
])('a contact is chosen by %p', async (parameters, contact) => {
  const hub = new RecordingHub();
  await enter(mail(parameters), hub, [{ mail: ' c@example.com', number: 12, contact: { id: 7 } }]);
  expect(hub.emails).toMatchObject([{ contact }]);
});

test.each([
  [{ contactFrom: 'email', contactEmail: '={{ $json.nothing }}' }, 'The e-mail address of the contact is empty'],
  [{ contactFrom: 'id', contactId: 'anna' }, '"anna" is not the ID of a contact: it is a whole number'],
  [{ languages: { values: [] } }, 'The e-mail has no content'],
  [{ options: { data: '[1]' } }, 'The extra data has to be an object'],
  [{ options: { deferAtMostHours: '={{ "soon" }}' } }, '"Defer at Most (Hours)" has to be a number'],
  [{ options: { data: '{ coupon' } }, 'The extra data is not valid JSON'],
])('an e-mail that makes no sense is not sent: %p', async (parameters, message) => {
  const hub = new RecordingHub();
  const run = await enter(mail(parameters), hub, [{}]);
  expect(run.data.resultData.error?.message).toContain(message);
  expect(hub.emails).toEqual([]);
});

test('one contact whose mail fails does not keep the next from its own', async () => {
  const hub = new RecordingHub();
  const workflow = mail(
    { contactFrom: 'email', contactEmail: '={{ $json.mail }}' },
    { onError: 'continueErrorOutput' },
  );
  const outputs = outputsOf(await enter(workflow, hub, [{ mail: '' }, { mail: 'b@example.com' }]));
  expect(outputs).toMatchObject([
    [{ json: { mail: 'b@example.com', message: { messageId: 'message-1' } }, pairedItem: { item: 1 } }],
    [{ json: { mail: '', error: 'The e-mail address of the contact is empty' } }],
  ]);
});

test('an author writes a preview text and chooses what stands around the body', async () => {
  const hub = new RecordingHub();
  const values = [
    { ...contents[0], preheader: ' For {{contact.firstName}} ' },
    { ...contents[1], preheader: '' },
  ];
  await enter(mail({ languages: { values }, options: { layout: 'plain' } }), hub, [{ contact: { id: 7 } }]);
  expect(hub.emails).toMatchObject([
    { contents: [{ ...contents[0], preheader: 'For {{contact.firstName}}' }, contents[1]], layout: 'plain' },
  ]);
  expect(hub.emails[0]?.contents[1]).not.toHaveProperty('preheader');
});

test('an author names a template in place of own text', async () => {
  const hub = new RecordingHub();
  await enter(mail({ content: 'template', template: ' Welcome ' }), hub, [{ contact: { id: 7 } }]);
  expect(hub.emails).toMatchObject([{ contents: [], template: 'Welcome' }]);
  const run = await enter(mail({ content: 'template', template: ' ' }), hub, [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error?.message).toContain('The e-mail names no template');
  expect(hub.emails).toHaveLength(1);
});
