import { createHmac } from 'node:crypto';

import { HookContext, WebhookContext } from 'n8n-core';
import type { INodeTypes, IWebhookData, Workflow } from 'n8n-workflow';

import { WooCommerceTrigger } from '../../../nodes/WooCommerceTrigger/WooCommerceTrigger.node';
import { startServer, type RecordedServer } from '../../support/recorded-server';
import { additionalDataOf, loadNodes, triggerAnd, workflowOf } from '../../support/run-our-nodes';

const trigger = new WooCommerceTrigger();
const hooks = trigger.webhookMethods.default;
const SUBSCRIPTIONS = '/api/v1/hub/subscriptions';

let nodeTypes: INodeTypes;
let server: RecordedServer;
let workflow: Workflow;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);
beforeEach(async () => {
  server = await startServer();
  const document = triggerAnd('waitUntilDate', {});
  Object.assign(document.nodes[0]!, {
    webhookId: 'hook-1',
    parameters: { events: ['order.completed'] },
    credentials: { aftercartApi: { id: '1', name: 'Aftercart' } },
  });
  workflow = workflowOf(nodeTypes, document);
  server.answer(`POST ${SUBSCRIPTIONS}`, 201, { id: 'sub 1', secret: 'hush' });
});
afterEach(async () => await server.close());

const surroundings = (more: object = {}) =>
  additionalDataOf({
    credentialsHelper: server.credentialsHelper,
    webhookBaseUrl: 'https://n8n.example/webhook',
    webhookTestBaseUrl: 'https://n8n.example/webhook-test',
    ...more,
  });

/** What n8n hands to the webhook methods when it activates a workflow, or listens for a test event. */
function activation(isTest = false) {
  const webhook = { webhookDescription: trigger.description.webhooks![0]!, isTest } as IWebhookData;
  return new HookContext(workflow, workflow.nodes.Shop!, surroundings(), 'trigger', 'activate', webhook);
}

/** Posts an event to the node as an HTTP request, and says what came of it. */
async function post(rawBody: Buffer | undefined, headers: Record<string, string>) {
  const answer: { status?: number } = {};
  const httpResponse = { status: (status: number) => ({ json: () => Object.assign(answer, { status }) }) };
  const httpRequest = { rawBody, headers, body: rawBody ? (JSON.parse(rawBody.toString()) as unknown) : {} };
  const webhook = { webhookDescription: trigger.description.webhooks![0]! } as IWebhookData;
  const data = surroundings({ httpRequest, httpResponse });
  const context = new WebhookContext(workflow, workflow.nodes.Shop!, data, 'webhook', webhook, [], null);
  return { ...(await trigger.webhook.call(context)), ...answer };
}

test('an operator who activates a workflow subscribes it to the events of its filter, once', async () => {
  expect(await hooks.checkExists.call(activation())).toBe(false);
  await hooks.create.call(activation());
  expect(server.requests).toMatchObject([
    {
      method: 'POST',
      body: { filter: { events: ['order.completed'] }, targetUrl: 'https://n8n.example/webhook/hook-1/aftercart' },
    },
  ]);
  server.answer(`GET ${SUBSCRIPTIONS}/sub%201`, 200, { id: 'sub 1' });
  expect(await hooks.checkExists.call(activation())).toBe(true);
});

test('listening for a test event does not take the subscription of the active workflow for its own', async () => {
  await hooks.create.call(activation());
  server.answer(`GET ${SUBSCRIPTIONS}/sub%201`, 200, { id: 'sub 1' });
  expect(await hooks.checkExists.call(activation(true))).toBe(false);
});

test('a subscription that the server forgot is made again, and can be ended without an error', async () => {
  await hooks.create.call(activation());
  expect(await hooks.checkExists.call(activation())).toBe(false);
  await expect(hooks.delete.call(activation())).resolves.toBe(true);
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST ${SUBSCRIPTIONS}`,
    `GET ${SUBSCRIPTIONS}/sub%201`,
    `DELETE ${SUBSCRIPTIONS}/sub%201`,
  ]);
  expect(workflow.getStaticData('node', workflow.nodes.Shop)).toEqual({});
});

test('a server that fails keeps the subscription remembered', async () => {
  await hooks.create.call(activation());
  server.answer(`DELETE ${SUBSCRIPTIONS}/sub%201`, 500, { code: 'INTERNAL', message: 'Something broke' });
  await expect(hooks.delete.call(activation())).rejects.toThrow('Something broke');
  expect(workflow.getStaticData('node', workflow.nodes.Shop)).toMatchObject({ id: 'sub 1' });
});

test('a trigger that waits for nothing cannot be activated', async () => {
  workflow.nodes.Shop!.parameters.events = [];
  await expect(hooks.create.call(activation())).rejects.toThrow('choose at least one event');
});

test('an event that the server signed starts the workflow as one item', async () => {
  await hooks.create.call(activation());
  const event = { event: { type: 'order.completed' }, contact: { id: 7, firstName: 'דנה' } };
  const rawBody = Buffer.from(JSON.stringify(event));
  const signature = createHmac('sha256', 'hush').update(rawBody).digest('hex');
  expect(await post(rawBody, { 'x-aftercart-signature': signature })).toEqual({ workflowData: [[{ json: event }]] });
});

test.each([
  ['a wrong signature', Buffer.from('{}'), { 'x-aftercart-signature': 'a'.repeat(64) }],
  ['no signature', Buffer.from('{}'), {}],
  ['no body', undefined, { 'x-aftercart-signature': createHmac('sha256', 'hush').digest('hex') }],
])('a request with %s is answered with 401 and starts nothing', async (_case, rawBody, headers) => {
  await hooks.create.call(activation());
  expect(await post(rawBody, headers as Record<string, string>)).toEqual({ noWebhookResponse: true, status: 401 });
});

test('nothing starts a workflow that has no subscription', async () => {
  const rawBody = Buffer.from('{}');
  const signature = createHmac('sha256', '').update(rawBody).digest('hex');
  expect(await post(rawBody, { 'x-aftercart-signature': signature })).toMatchObject({ status: 401 });
});
