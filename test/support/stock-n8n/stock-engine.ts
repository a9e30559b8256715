import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  Workflow,
  type ICredentialType,
  type INode,
  type INodeExecutionData,
  type INodeTypes,
  type IRun,
  type IWebhookData,
} from 'n8n-workflow';

import { withHubCredential, type HubAddress } from '../../../scripts/stock-n8n/hub-credential';
import { additionalDataOf, type JourneyDocument } from '../run-our-nodes';
import { credentialsHelper } from './credentials-helper';

interface Surroundings {
  readonly nodeTypes: INodeTypes;
  readonly credentialType: ICredentialType;
  /** The Aftercart server that the nodes ask. */
  readonly hub: HubAddress;
}

/**
 * As much of a stock n8n as keeps one workflow live: its triggers' webhook methods are called, an address listens for
 * what they have subscribed to, and each request runs the workflow in n8n's own engine. Nothing of ours is in there
 * besides the nodes and their credential.
 */
export async function stockEngine(document: JourneyDocument, { nodeTypes, credentialType, hub }: Surroundings) {
  const asksHub = (type: string): boolean =>
    nodeTypes.getByNameAndVersion(type).description.credentials?.some(({ name }) => name === credentialType.name) ??
    false;
  const { nodes, connections } = withHubCredential(document, asksHub);
  const settings = { executionOrder: 'v1' as const, timezone: 'UTC' };
  const workflow = new Workflow({
    ...{ id: 'workflow-1', name: 'Journey', active: true, nodeTypes, connections, settings },
    nodes: structuredClone(nodes),
  });
  const triggers = Object.values(workflow.nodes).filter(({ type }) => type.endsWith('Trigger'));
  const runs: IRun[] = [];
  const failures: unknown[] = [];
  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      failures.push(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const surroundings = (more: object = {}) =>
    additionalDataOf({
      credentialsHelper: credentialsHelper(credentialType, { baseUrl: hub.url, apiKey: hub.apiKey }),
      webhookBaseUrl: `${address}/webhook`,
      webhookTestBaseUrl: `${address}/webhook-test`,
      ...more,
    });
  const webhookOf = (node: INode): IWebhookData => {
    const { webhooks } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;
    return { webhookDescription: webhooks![0]!, isTest: false } as unknown as IWebhookData;
  };
  const hooksOf = (node: INode) => nodeTypes.getByNameAndVersion(node.type, node.typeVersion).webhookMethods!.default!;
  const hookContext = (node: INode) =>
    new HookContext(workflow, node, surroundings(), 'trigger', 'activate', webhookOf(node));

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const rawBody = Buffer.concat(chunks);
    const node = triggers.find(({ webhookId }) => request.url === `/webhook/${webhookId}/aftercart`);
    if (!node) {
      response.writeHead(404).end();
      return;
    }
    const httpRequest = { rawBody, headers: request.headers, body: JSON.parse(rawBody.toString('utf8')) as unknown };
    const httpResponse = { status: (code: number) => ({ json: () => response.writeHead(code).end() }) };
    const data = surroundings({ httpRequest, httpResponse });
    const context = new WebhookContext(workflow, node, data, 'webhook', webhookOf(node), [], null);
    const { workflowData } = await nodeTypes.getByNameAndVersion(node.type).webhook!.call(context);
    if (!workflowData) return; // the node has answered itself
    response.writeHead(200).end();
    runs.push(await run(node, workflowData));
  }

  async function run(node: INode, items: INodeExecutionData[][]): Promise<IRun> {
    const nodeExecutionStack = [{ node, data: { main: items }, source: null }];
    const data = createRunExecutionData({ executionData: { nodeExecutionStack } });
    return await new WorkflowExecute(surroundings(), 'webhook', data).processRunExecutionData(workflow);
  }

  return {
    /** What activating the workflow does: each trigger subscribes at the hub. */
    async activate(): Promise<void> {
      for (const node of triggers) {
        const isThere = await hooksOf(node).checkExists.call(hookContext(node));
        if (!isThere) await hooksOf(node).create.call(hookContext(node));
      }
    },

    /** Resolves with the first run, once it has ended or waits. */
    async firstRun(patienceMs: number): Promise<IRun> {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        if (failures.length > 0) throw failures[0];
        if (runs[0]) return runs[0];
        if (Date.now() > deadline) throw new Error('No event has started the workflow');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },

    async close(): Promise<void> {
      for (const node of triggers) await hooksOf(node).delete.call(hookContext(node));
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type StockEngine = Awaited<ReturnType<typeof stockEngine>>;
