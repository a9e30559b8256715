import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';

import { startServer, type RecordedServer } from '../../support/recorded-server';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
let server: RecordedServer;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => await server.close());

const credentials = { aftercartApi: { id: '1', name: 'Aftercart' } };
const languages = { values: [{ language: 'en', subject: 'Hello', body: '<p>Hi</p>' }] };

/** Runs a node as a stock n8n does: nothing of ours in its surroundings, but a credential. */
async function runInStockN8n(
  type: string,
  parameters: INode['parameters'],
  item: IDataObject,
  more: Partial<INode> = {},
) {
  const workflow = workflowOf(nodeTypes, triggerAnd(type, parameters, { credentials, ...more }));
  return await enter(workflow, undefined, [item], { credentialsHelper: server.credentialsHelper });
}

test('a node in a stock n8n asks the Aftercart server, with the key of its credential', async () => {
  const figures = { count: 2, includesFirstPurchase: true, sum: 30, average: 15, largest: 20 };
  server.answer('POST /api/v1/hub/sales-data', 200, [figures]);
  const values = [{ name: 'Bought again', value: 2 }];
  const run = await runInStockN8n('splitBySalesData', { branches: { values } }, { contact: { id: 7 } });

  expect(outputsOf(run).map(({ length }) => length)).toEqual([1, 0]);
  expect(server.requests).toMatchObject([
    {
      method: 'POST',
      path: '/api/v1/hub/sales-data',
      headers: { 'x-n8n-api-key': 'secret-key', 'content-type': 'application/json' },
      body: { contact: { id: 7 }, filters: [{}] },
    },
  ]);
});

test('an e-mail carries a key that is the same when n8n tries again', async () => {
  const receipt = {
    messageId: '4',
    verdict: 'send',
    reason: 'sent',
    language: 'en',
    subject: 'Hello',
    recipient: 'a@b.c',
  };
  server.answer('POST /api/v1/hub/emails', 503, { code: 'DATABASE_WRITE_FAILED', message: 'Busy' }, 1);
  server.answer('POST /api/v1/hub/emails', 200, receipt);
  const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
  const run = await runInStockN8n('sendEmail', { languages }, { contact: { id: 7 } }, retry);

  expect(outputsOf(run)[0]![0]!.json.message).toEqual(receipt);
  const keys = server.requests.map(({ body }) => (body as IDataObject).idempotencyKey);
  expect(keys).toEqual(['instance-1:execution-1:Node:0:0', 'instance-1:execution-1:Node:0:0']);
});

test.each([
  ['sendEmail', 'emails', { languages }],
  ['sendSms', 'sms', { languages: { values: [{ language: 'en', text: 'Order {{order.number}}' }] } }],
  ['sendPush', 'push', { languages: { values: [{ language: 'en', title: '{{order.number}}' }] } }],
])('%s says which event the item came with: the templates may name its order', async (type, route, parameters) => {
  server.answer(`POST /api/v1/hub/${route}`, 200, { messageId: '4', verdict: 'send' });
  const item = { contact: { id: 7 }, event: { id: 41, type: 'order.placed' } };
  await runInStockN8n(type, parameters, item);
  // Without an event of the server, such as an item of n8n's own.
  await runInStockN8n(type, parameters, { contact: { id: 7 }, event: { id: 'evt_1' } });
  expect(server.requests.map(({ body }) => (body as IDataObject).event)).toEqual([41, undefined]);
});

test('a coupon is asked for with the key that makes it one, whoever tries again', async () => {
  const coupon = { code: 'HELLO', expiresAt: null, reason: 'given' };
  server.answer('POST /api/v1/hub/coupons', 200, coupon);
  const run = await runInStockN8n('createCoupon', { pool: 'Welcome' }, { contact: { id: 7 } });
  expect(outputsOf(run)[0]![0]!.json.coupon).toEqual(coupon);
  const idempotencyKey = 'instance-1:execution-1:Node:0:0';
  expect(server.requests.map(({ body }) => body)).toEqual([
    { contact: { id: 7 }, pool: 'Welcome', itemIndex: 0, idempotencyKey },
  ]);
});

test("the server's own words reach the operator", async () => {
  server.answer('POST /api/v1/hub/emails', 400, { code: 'TEMPLATE_INVALID', message: 'The body cannot be rendered' });
  const run = await runInStockN8n('sendEmail', { languages }, { contact: { id: 7 } });
  expect(run.data.resultData.error).toMatchObject({
    name: 'NodeApiError',
    message: 'The body cannot be rendered',
    description: 'TEMPLATE_INVALID',
    httpCode: '400',
    context: { itemIndex: 0 },
  });
});

test('an item without a contact is not sent to anybody', async () => {
  const run = await runInStockN8n('sendEmail', { languages }, {});
  expect(run.data.resultData.error).toMatchObject({ message: 'The item names no contact' });
  expect(server.requests).toEqual([]);
});

test('a node without a credential says what it needs', async () => {
  const run = await runInStockN8n('sendEmail', { languages }, { contact: { id: 7 } }, { credentials: undefined });
  expect(run.data.resultData.error).toMatchObject({ message: 'The node has no Aftercart API credential' });
});

test('a server that is not there is an error that n8n explains', async () => {
  await server.close();
  const run = await runInStockN8n('sendEmail', { languages }, { contact: { id: 7 } });
  expect(run.data.resultData.error?.message).toContain('refused the connection');
});
