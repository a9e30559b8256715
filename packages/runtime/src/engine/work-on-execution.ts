import type { IRun } from 'n8n-workflow';

import type { Pauses } from '../journeys';
import { codeOf, messageOf } from '../shared';
import { isTemporary, pauseAfter, type Patience } from './commit-patiently';
import type { ExecutionRow } from './execution-row';
import type { FreshStarts } from './fresh-starts';
import { runExecution, type RunDependencies } from './run-execution';
import { setAside } from './set-aside';
import { parkExecution } from './sql/park-execution';
import type { Watchers } from './watchers';

export interface WorkDependencies extends RunDependencies {
  readonly starts: FreshStarts;
  readonly watchers: Watchers;
  /** Which journeys stand still: none where it is left out. */
  readonly pauses?: Pauses;
  /** The payload of an event that has just happened, as JSON: spares the engine to unpack it from its row. */
  readonly recentPayload?: (event: number) => string | undefined;
  /** How often in a row an execution could not be worked on, because the database was away. */
  readonly failures: Map<number, number>;
  /** Aborted when runs in hand are left behind. */
  signal(): AbortSignal;
  /** What is in hand is not set aside any more: the next process takes it up. */
  isStopping(): boolean;
  readonly letGo: (id: number) => void;
}

/** Works on one execution that is in hand: parks it where its journey stands still, else runs a stretch of it. Never rejects. */
export async function workOnExecution(row: ExecutionRow, dependencies: WorkDependencies): Promise<void> {
  const { watchers, failures, letGo } = dependencies;
  try {
    if (await isParked(row, dependencies)) {
      letGo(row.id);
      return;
    }
    const run = await runStretch(row, dependencies);
    failures.delete(row.id);
    letGo(row.id);
    if (run) watchers.stopped(row.id, run);
  } catch (error) {
    await failed(row, error, dependencies);
  }
}

async function runStretch(row: ExecutionRow, dependencies: WorkDependencies): Promise<IRun | undefined> {
  const patience: Patience = { signal: dependencies.signal(), logger: dependencies.logger };
  const start = dependencies.starts.take(row);
  const watcher = dependencies.watchers.of(row.id);
  return await runExecution(withRecentPayload(row, dependencies), { ...dependencies, patience, start }, watcher);
}

async function isParked(row: ExecutionRow, { pauses, database }: WorkDependencies): Promise<boolean> {
  if (!pauses?.of(row.workflow) || row.mode === 'cli' || row.mode === 'manual') return false;
  const parked = await database.write((tx) => parkExecution(tx, row));
  // The pause has just ended: what is known of it is old, and the execution is taken up again.
  if (parked === 0) await pauses.read();
  return true;
}

function withRecentPayload(row: ExecutionRow, { recentPayload }: WorkDependencies): ExecutionRow {
  // Text is a recent one already.
  if (row.event === null || row.payload === null || typeof row.payload === 'string') return row;
  const payload = recentPayload?.(row.event);
  return payload === undefined ? row : { ...row, payload };
}

/** The run counts for nothing: the execution is where it was stored last. */
async function failed(row: ExecutionRow, error: unknown, dependencies: WorkDependencies): Promise<void> {
  const { database, clock, logger, failures, letGo } = dependencies;
  const facts = { execution: row.id, code: codeOf(error), reason: messageOf(error) };
  if (!isTemporary(error) && !dependencies.isStopping()) {
    logger.error(facts, 'An execution could not be stored and is set aside');
    try {
      await database.write((tx) => setAside(tx, row, { error, now: clock.now() }));
      letGo(row.id);
      return;
    } catch (second) {
      logger.error({ ...facts, reason: messageOf(second) }, 'It could not be set aside either');
    }
  }
  const tries = (failures.get(row.id) ?? 0) + 1;
  failures.set(row.id, tries);
  logger.error(facts, 'An execution could not be stored; it will be run again from its last state');
  setTimeout(() => letGo(row.id), pauseAfter(tries, Math.random()).milliseconds).unref();
}
