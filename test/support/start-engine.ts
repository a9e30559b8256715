import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import { AesCipher, CredentialStore } from '../../packages/runtime/src/credentials';
import { openDatabase, type Database } from '../../packages/runtime/src/db';
import {
  Engine,
  ExecutionStore,
  LiveWorkflows,
  runByHand,
  type ExecutionSummary,
} from '../../packages/runtime/src/engine';
import { N8nHost } from '../../packages/runtime/src/n8n-host';
import { silentLogger, systemClock } from '../../packages/runtime/src/shared';
import { parseWorkflow, WorkflowStore } from '../../packages/runtime/src/workflows';

const ROOT = path.resolve(__dirname, '../..');

export interface Finished {
  readonly execution: ExecutionSummary;
  readonly data: IRunExecutionData | undefined;
}

/** The engine with n8n's real packages on a database of its own, without a server around it. */
export async function startEngine({ database: given }: { database?: Database } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const database = given ?? (await openDatabase('sqlite::memory:'));
  const clock = systemClock;
  const logger = silentLogger;
  const publicUrl = 'http://127.0.0.1:5680';
  const workflows = new WorkflowStore(database, clock);
  const credentials = new CredentialStore(database, new AesCipher('a test has no secrets'), clock);
  const host = await N8nHost.load({
    dataFolder: folder,
    ownPackage: ROOT,
    publicUrl,
    timeZone: 'UTC',
    database,
    credentials,
    workflows,
    clock,
    logger,
  });
  const engine = new Engine({ database, host, workflows, hubFor: () => undefined, publicUrl, clock, logger });
  const executions = new ExecutionStore(database, engine.inHand);
  const live = new LiveWorkflows({ database, host, workflows, engine, logger });
  await engine.start();

  return {
    database,
    workflows,
    credentials,
    host,
    engine,
    executions,
    live,

    async create(json: unknown): Promise<string> {
      return (await workflows.create(1, parseWorkflow(json))).id;
    },

    /** Runs a workflow by hand until it ends, or comes to a wait that is `atWait`. */
    async run(workflowId: string, { atWait = false } = {}): Promise<Finished> {
      const id = await runByHand(1, workflowId, { database, workflows, host, engine });
      return await this.finished(id, { atWait });
    },

    async finished(id: number, { atWait = false, within = 20_000 } = {}): Promise<Finished> {
      const deadline = Date.now() + within;
      for (;;) {
        const execution = await executions.get(1, id);
        const isThere = execution.stoppedAt !== null || (atWait && execution.status === 'waiting');
        if (isThere && !engine.inHand.has(id)) return { execution, data: await executions.data(1, id) };
        if (Date.now() > deadline) throw new Error(`execution ${id} is still ${execution.status}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },

    async close(): Promise<void> {
      await live.stopAll();
      await engine.stop();
      await host.stop();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The JSON of the items that a node put out in its last run. */
export function outputOf(data: IRunExecutionData | undefined, node: string, output = 0): unknown[] {
  const items: INodeExecutionData[] = data?.resultData.runData[node]?.at(-1)?.data?.main[output] ?? [];
  return items.map(({ json }) => json);
}

export function readWorkflow(name: string): { id: string; [key: string]: unknown } {
  return JSON.parse(readFileSync(path.join(ROOT, 'test/fixtures/workflows', `${name}.json`), 'utf8')) as { id: string };
}
