import './load-natively';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INode, INodeExecutionData, IRun, WorkflowExecuteMode } from 'n8n-workflow';

import type { HubSource } from '../../nodes/shared/hub';
import { AesCipher, CredentialStore } from '../../packages/runtime/src/credentials';
import { openDatabase } from '../../packages/runtime/src/db';
import { makeStartState, N8nHost, type RunOutcome } from '../../packages/runtime/src/n8n-host';
import { silentLogger, systemClock } from '../../packages/runtime/src/shared';
import { WorkflowStore, type RunnableVersion } from '../../packages/runtime/src/workflows';
import { bareContext } from '../../packages/runtime/src/engine/state/state-context';
import { decodeState, encodeState } from '../../packages/runtime/src/engine/state-codec';

const ROOT = path.resolve(__dirname, '../..');
const files = mkdtempSync(path.join(tmpdir(), 'aftercart-paths-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));

export type GraphNode = Pick<INode, 'name' | 'type' | 'typeVersion'> & Partial<INode>;
/** From a node's output to a node's input. */
export type Edge = readonly [from: string, output: number, to: string, input?: number];

export interface Play {
  readonly nodes: GraphNode[];
  readonly edges: readonly Edge[];
  /** Instead of edges, as n8n writes them. */
  readonly connections?: RunnableVersion['connections'];
  /** What the first node puts out. */
  readonly items?: INodeExecutionData[];
  readonly settings?: RunnableVersion['settings'];
  readonly pinData?: Record<string, INodeExecutionData[]>;
  readonly mode?: WorkflowExecuteMode;
  readonly mostNodeRuns?: number;
  /** A new one for each run. */
  readonly hub?: () => HubSource;
}

export interface Played {
  /** What each stretch left, from the first to the last. */
  readonly stretches: unknown[];
  readonly responses: unknown[];
  readonly hub: unknown;
}

export type BothPaths = Awaited<ReturnType<typeof openBothPaths>>;

/** Two hosts that differ in one thing: whether they may take the lean path. */
export async function openBothPaths() {
  const database = await openDatabase('sqlite::memory:');
  const clock = systemClock;
  const open = async (leanPath: boolean) =>
    await N8nHost.load({
      dataFolder: files,
      ownPackage: ROOT,
      publicUrl: 'http://127.0.0.1:5680',
      timeZone: 'Europe/Vienna',
      database,
      credentials: new CredentialStore(database, new AesCipher('a test has no secrets'), clock),
      workflows: new WorkflowStore(database, clock),
      clock: { now: () => Date.parse('2026-11-22T10:00:00Z') },
      logger: silentLogger,
      leanPath,
    });
  const lean = await open(true);
  const full = await open(false);
  let versions = 0;
  return {
    lean,
    full,
    /** Plays a workflow to its end, through all of its waits: on both paths, and on the lean one for another contact. */
    async play(play: Play): Promise<{ lean: Played; again: Played; full: Played }> {
      const version = versionOf(play, `version-${(versions += 1)}`);
      const ofLean = await playOn(lean, version, play);
      const again = await playOn(lean, version, play);
      const ofFull = await playOn(full, version, play);
      lean.forget(version);
      full.forget(version);
      return { lean: ofLean, again, full: ofFull };
    },
    async close(): Promise<void> {
      await lean.stop();
      await full.stop();
      await database.close();
    },
  };
}

function versionOf({ nodes, edges, settings, connections: written }: Play, id: string): RunnableVersion {
  const connections: RunnableVersion['connections'] = { ...written };
  for (const [from, output, to, index = 0] of edges) {
    const { main } = (connections[from] ??= { main: [] }) as { main: object[][] };
    while (main.length <= output) main.push([]);
    main[output]!.push({ node: to, type: 'main', index });
  }
  return {
    id,
    workspace: 1,
    workflow: 'workflow-1',
    name: 'Both paths',
    nodes: nodes.map((node, index) => ({ id: `node-${index}`, position: [index * 200, 0], parameters: {}, ...node })),
    connections,
    settings: { executionOrder: 'v1', ...settings },
  };
}

/** More waits than any of these workflows has: a cycle over a wait goes on for ever. */
const MOST_STRETCHES = 5;

async function playOn(host: N8nHost, version: RunnableVersion, play: Play): Promise<Played> {
  const { items = [{ json: {} }], mode = 'trigger', mostNodeRuns = 200, pinData } = play;
  const hub = play.hub?.();
  const responses: unknown[] = [];
  const stretches: unknown[] = [];
  let state = makeStartState({
    node: version.nodes[0]!.name,
    items: [structuredClone(items)],
    pinData: pinData && structuredClone(pinData),
  });
  state.resumeToken = 'the same for both';
  for (let stretch = 0; stretch < MOST_STRETCHES; stretch += 1) {
    const outcome: RunOutcome = await host.run({
      version,
      executionId: 7,
      mode,
      state,
      isResumed: stretch > 0,
      hub,
      executeWorkflow: async () => ({ executionId: '8', data: [[{ json: { called: true } }]] }),
      onResponse: (response) => responses.push(response),
      mostNodeRuns,
    });
    stretches.push(comparable(outcome));
    if (outcome.run.status !== 'waiting') break;
    const context = { ...bareContext(version), wakeAt: outcome.run.waitTill?.getTime() ?? null };
    state = decodeState(encodeState(outcome.run.data, context), context);
  }
  return { stretches, responses, hub: hub && JSON.parse(JSON.stringify(hub)) };
}

/** Everything that a run leaves, without what is never the same twice: times, random tokens, where in the code it failed. */
function comparable({ run, lastNode }: RunOutcome): unknown {
  const { startedAt: _startedAt, stoppedAt: _stoppedAt, ...rest } = run as IRun & { stoppedAt: Date };
  return plain({ lastNode, run: rest });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const UNLIKE = new Set(['startTime', 'executionTime', 'establishedAt', 'resumeToken', 'stack', 'timestamp']);

function plain(value: unknown, seen: readonly object[] = []): unknown {
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'string') return value.replace(UUID, 'a UUID');
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value)) return '[circular]';
  const path = [...seen, value];
  if (value instanceof Date) return { date: value.toISOString() };
  if (Array.isArray(value)) return Array.from(value, (each) => plain(each, path));
  const name = value.constructor?.name ?? 'Object';
  const entries = Object.entries(value)
    .filter(([key, each]) => !UNLIKE.has(key) && each !== undefined)
    .map(([key, each]) => [key, plain(each, path)]);
  if (value instanceof Error) entries.push(['message', value.message]);
  if ('toISO' in value) return { [name]: String(value) };
  return { ...Object.fromEntries(entries), ...(name === 'Object' ? {} : { 'made by': name }) };
}
