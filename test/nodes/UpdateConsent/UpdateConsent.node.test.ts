import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { startServer } from '../../support/recorded-server';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const node = (parameters: INode['parameters'], more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('updateConsent', parameters, more));
const anna = { contact: { id: 7 } };

test('a contact who answers yes has agreed, with their words as evidence', async () => {
  const hub = new RecordingHub();
  const said = { status: 'granted', basis: 'explicit', source: 'reply', wording: ' Yes, write to me ' };
  const run = await enter(node({ channels: ['sms', 'email'], ...said }), hub, [anna]);
  expect(hub.consents).toEqual([
    {
      contact: { id: 7 },
      channels: ['email', 'sms'],
      purpose: 'promotional',
      status: 'granted',
      basis: 'explicit',
      source: 'reply',
      wording: 'Yes, write to me',
      itemIndex: 0,
      node: 'Node',
      visit: 0,
    },
  ]);
  expect(outputsOf(run)[0]![0]!.json.consents).toMatchObject([{ channel: 'email' }, { channel: 'sms' }]);
  expect(hub.notes).toEqual(['email promotional: granted, sms promotional: granted']);
});

test('a contact who wants no more is recorded without a basis', async () => {
  const hub = new RecordingHub();
  await enter(node({}), hub, [anna]);
  expect(hub.consents[0]).toMatchObject({ channels: ['email'], status: 'withdrawn', source: 'journey' });
  expect(hub.consents[0]).not.toHaveProperty('basis');
});

test.each([
  [{ status: 'granted', basis: 'silence' }, 'granted on no basis'],
  [{ status: 'granted', basis: 'explicit' }, 'without evidence'],
  [{ channels: ['fax'] }, 'about no channel'],
])('no consent is granted silently: %j', async (parameters, message) => {
  const hub = new RecordingHub();
  const run = await enter(node(parameters), hub, [anna]);
  expect(run.data.resultData.error?.message).toContain(message);
  expect(hub.consents).toEqual([]);
});

test('an author who chooses no basis cannot run the journey at all', async () => {
  const run = enter(node({ status: 'granted', wording: 'Yes' }), new RecordingHub(), [anna]);
  await expect(run).rejects.toThrow('"Basis" is required');
});

test('in a stock n8n the statement carries a key that is the same when n8n tries again', async () => {
  const server = await startServer();
  server.answer('POST /api/v1/hub/consents', 503, { code: 'DATABASE_WRITE_FAILED', message: 'Busy' }, 1);
  server.answer('POST /api/v1/hub/consents', 200, []);
  const credentials = { aftercartApi: { id: '1', name: 'Aftercart' } };
  const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
  const { credentialsHelper } = server;
  await enter(node({}, { credentials, ...retry }), undefined, [anna], { credentialsHelper });
  await server.close();
  const key = 'instance-1:execution-1:Node:0:0';
  expect(server.requests.map(({ body }) => (body as IDataObject).idempotencyKey)).toEqual([key, key]);
});
