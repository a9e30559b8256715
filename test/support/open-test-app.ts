import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openApp, type AppOptions } from '../../packages/runtime/src/app';
import { readConfig } from '../../packages/runtime/src/config';
import type { ExecutionSummary } from '../../packages/runtime/src/engine';
import { silentLogger } from '../../packages/runtime/src/shared';
import type { WebhookRequest } from '../../packages/runtime/src/shops';
import { parseWorkflow } from '../../packages/runtime/src/workflows';
import { journeyOf, type JourneyNode, type WorkflowSettings } from './journey';
import { RECORDED_SECRET } from './woocommerce-recordings';

/** The whole app in this process, at work on a data folder of its own, with one connected shop. */
export async function openTestApp(env: Record<string, string> = {}, options: AppOptions = {}) {
  const data = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const app = await openApp(
    readConfig({ AFTERCART_DATA: data, AFTERCART_PORT: '0', AFTERCART_DEMO: 'false', ...env }),
    {
      logger: silentLogger,
      ...options,
    },
  );
  const { url } = await app.start();
  const { database, executions, workflows, live, shops } = app;
  const shop = await database.write((tx) =>
    shops.create(tx, 1, {
      type: 'woocommerce',
      name: 'Olive & Co',
      url: 'https://shop.example',
      consumerKey: 'ck',
      consumerSecret: 'cs',
      webhookSecret: RECORDED_SECRET,
    }),
  );

  async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, within = 10_000): Promise<T> {
    const deadline = Date.now() + within;
    for (;;) {
      const value = await read();
      if (holds(value)) return value;
      if (Date.now() > deadline)
        throw new Error(`It did not come to this within ${within} ms: ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  return {
    ...app,
    url,

    /** Makes a journey live. */
    async activate(nodes: JourneyNode[], settings?: WorkflowSettings): Promise<string> {
      const { id } = await workflows.create(1, parseWorkflow(journeyOf(nodes, settings)));
      await live.activate(1, id);
      return id;
    },

    async post({ headers, rawBody }: WebhookRequest) {
      const { 'content-length': _length, host: _host, connection: _connection, ...kept } = headers;
      const answer = await fetch(`${url}/shops/${shop.id}/woocommerce`, {
        method: 'POST',
        headers: kept as Record<string, string>,
        body: new Uint8Array(rawBody),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },

    /** Calls the API as a tool does. */
    async api(method: string, route: string, body?: unknown): Promise<{ status: number; body: unknown }> {
      const answer = await fetch(`${url}/api/v1${route}`, {
        method,
        headers: { 'x-n8n-api-key': app.apiKey, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },

    until,
    executionsOf: (workflow: string): Promise<ExecutionSummary[]> => executions.list(1, { limit: 100, workflow }),

    /** The only execution of a workflow, once it is as wanted. */
    async execution(workflow: string, holds: (execution: ExecutionSummary) => boolean): Promise<ExecutionSummary> {
      const read = () => executions.list(1, { limit: 2, workflow });
      const [only] = await until(read, ([first]) => first !== undefined && first.status !== 'running' && holds(first));
      if (!only) throw new Error('unreachable');
      return only;
    },

    async pathOf(execution: ExecutionSummary): Promise<string[]> {
      return Object.keys((await executions.data(1, execution.id))?.resultData.runData ?? {});
    },

    async close(): Promise<void> {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;
