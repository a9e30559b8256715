import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { startServer } from '../../support/recorded-server';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const node = (parameters: INode['parameters'], more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('updateContact', parameters, more));
const anna = { contact: { id: 7 } };

test('a contact gets fields, tags and lists at once, and the item carries who they are now', async () => {
  const hub = new RecordingHub();
  const parameters = {
    attributes: {
      values: [
        { name: ' tier ', value: 'gold' },
        { name: 'visits', value: '={{ 3 }}', type: 'number' },
      ],
    },
    addTags: 'vip, lenses,vip',
    removeTags: "={{ ['sleeper'] }}",
    joinLists: 'Customers',
    createMissing: true,
    fields: { locale: ' he ', country: '' },
  };
  const run = await enter(node(parameters), hub, [anna]);
  expect(run.data.resultData.error).toBeUndefined();
  expect(hub.updates).toEqual([
    {
      contact: { id: 7 },
      fields: { locale: 'he', country: '' },
      attributes: [
        { name: 'tier', value: 'gold', type: 'text' },
        { name: 'visits', value: 3, type: 'number' },
      ],
      addTags: ['vip', 'lenses', 'vip'],
      removeTags: ['sleeper'],
      joinLists: ['Customers'],
      leaveLists: [],
      createMissing: true,
      itemIndex: 0,
      node: 'Node',
      visit: 0,
    },
  ]);
  expect(outputsOf(run)).toMatchObject([[{ json: { contact: { id: 7, locale: 'he' } }, pairedItem: { item: 0 } }]]);
  expect(hub.notes).toEqual(['locale']);
});

test.each([
  ['', null],
  ['={{ false }}', false],
  ["={{ DateTime.fromISO('2026-12-31T10:00:00Z') }}", '2026-12-31T10:00:00.000Z'],
])('a custom field takes the value %j as %j', async (value, expected) => {
  const hub = new RecordingHub();
  await enter(node({ attributes: { values: [{ name: 'field', value }] } }), hub, [anna]);
  expect(hub.updates[0]?.attributes).toEqual([{ name: 'field', value: expected, type: 'text' }]);
});

test.each([
  [{}, 'says nothing that is to change'],
  [{ attributes: { values: [{ name: ' ', value: 1 }] } }, 'has no name'],
  [{ attributes: { values: [{ name: 'a', value: '={{ { b: 1 } }}' }] } }, 'cannot hold {"b":1}'],
])('parameters that make no sense say so: %j', async (parameters, message) => {
  const run = await enter(node(parameters), new RecordingHub(), [anna]);
  expect(run.data.resultData.error?.message).toContain(message);
});

test('in a stock n8n the server is asked to change the contact', async () => {
  const server = await startServer();
  server.answer('POST /api/v1/hub/contacts', 200, { contact: { id: 7, locale: 'ar' }, changed: ['locale'] });
  const credentials = { aftercartApi: { id: '1', name: 'Aftercart' } };
  const { credentialsHelper } = server;
  const run = await enter(node({ addTags: 'vip' }, { credentials }), undefined, [anna], { credentialsHelper });
  await server.close();
  expect(outputsOf(run)[0]![0]!.json.contact).toEqual({ id: 7, locale: 'ar' });
  expect(server.requests[0]?.body).toMatchObject({ contact: { id: 7 }, addTags: ['vip'], joinLists: [] });
});
