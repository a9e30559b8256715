import './load-natively';

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
import { silentLogger, systemClock, type Clock, type Logger } from '../../packages/runtime/src/shared';
import { parseWorkflow, WorkflowStore } from '../../packages/runtime/src/workflows';

const ROOT = path.resolve(__dirname, '../..');

export interface Finished {
  readonly execution: ExecutionSummary;
  readonly data: IRunExecutionData | undefined;
}

/** n8n's packages keep files in one folder for as long as the process lives, whatever engines come and go in it. */
const files = mkdtempSync(path.join(tmpdir(), 'aftercart-files-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));

export interface EngineOptions {
  /** Closed with the engine. */
  readonly database?: Database;
  /** Where the world reaches the server before it, if there is one. */
  readonly publicUrl?: string;
  readonly timeZone?: string;
  readonly logger?: Logger;
  /** When a run is taken to be endless. */
  readonly mostNodeRuns?: number;
  readonly clock?: Clock;
}

export type TestEngine = Awaited<ReturnType<typeof startEngine>>;

/** The engine with n8n's real packages on a database of its own, without a server around it. */
export async function startEngine({
  database: given,
  publicUrl = 'http://127.0.0.1:5680',
  ...options
}: EngineOptions = {}) {
  const database = given ?? (await openDatabase('sqlite::memory:'));
  const { timeZone = 'UTC', logger = silentLogger, mostNodeRuns, clock = systemClock } = options;
  const workflows = new WorkflowStore(database, clock);
  const credentials = new CredentialStore(database, new AesCipher('a test has no secrets'), clock);
  const host = await N8nHost.load({
    dataFolder: files,
    ownPackage: ROOT,
    publicUrl,
    timeZone,
    database,
    credentials,
    workflows,
    clock,
    logger,
    mostNodeRuns,
    leanPath: process.env.AFTERCART_LEAN_PATH !== 'false',
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

    /** Stores a workflow document, or the fixture of that name with texts replaced (addresses of servers). */
    async create(workflow: unknown, replacements: Replacements = {}): Promise<string> {
      const document = typeof workflow === 'string' ? readWorkflow(workflow, replacements) : workflow;
      return (await workflows.create(1, parseWorkflow(document))).id;
    },

    /** Runs a fixture by hand until it ends. */
    async play(fixture: string, replacements: Replacements = {}): Promise<Finished> {
      return await this.run(await this.create(fixture, replacements));
    },

    async activate(fixture: string, replacements: Replacements = {}): Promise<string> {
      const id = await this.create(fixture, replacements);
      await live.activate(1, id);
      return id;
    },

    /** The newest execution of a workflow, once it has ended; waits for one to begin. */
    async newest(workflow: string, { atWait = false, after = 0, within = 20_000 } = {}): Promise<Finished> {
      const deadline = Date.now() + within;
      for (;;) {
        const [execution] = await executions.list(1, { workflow, limit: 1 });
        if (execution && execution.id > after) return await this.finished(execution.id, { atWait, within });
        if (Date.now() > deadline) throw new Error(`the workflow ${workflow} has not been entered`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },

    /** Runs a workflow by hand until it ends, or comes to a wait that is `atWait`. */
    async run(workflowId: string, options: { atWait?: boolean; within?: number } = {}): Promise<Finished> {
      const id = await runByHand(1, workflowId, { database, workflows, host, engine });
      return await this.finished(id, options);
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
    },
  };
}

/** The JSON of the items that a node put out in its last run. */
export function outputOf(data: IRunExecutionData | undefined, node: string, output = 0): unknown[] {
  const items: INodeExecutionData[] = data?.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
  return items.map(({ json }) => json);
}

/** The same for each of its outputs. */
export function outputsOf(data: IRunExecutionData | undefined, node: string): unknown[][] {
  const outputs = data?.resultData.runData[node]?.at(-1)?.data?.main ?? [];
  return outputs.map((_items, output) => outputOf(data, node, output));
}

/** How often a node ran. */
export function runsOf(data: IRunExecutionData | undefined, node: string): number {
  return data?.resultData.runData[node]?.length ?? 0;
}

/** The names of the nodes that ran, in their order. */
export function pathOf(data: IRunExecutionData | undefined): string[] {
  const runs = Object.entries(data?.resultData.runData ?? {}).flatMap(([name, tasks]) =>
    tasks.map(({ executionIndex }) => ({ name, executionIndex })),
  );
  return runs.sort((one, other) => one.executionIndex - other.executionIndex).map(({ name }) => name);
}

/** What stands in a fixture, and what a test puts in its place. */
export type Replacements = Readonly<Record<string, string>>;

/** @param name of a file in test/fixtures/workflows, without its ending */
export function readWorkflow(name: string, replacements: Replacements = {}): { id: string; [key: string]: unknown } {
  const text = readFileSync(path.join(ROOT, 'test/fixtures/workflows', `${name}.json`), 'utf8');
  const replaced = Object.entries(replacements).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  return JSON.parse(replaced) as { id: string };
}
