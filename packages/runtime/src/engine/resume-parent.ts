import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import type { Transaction } from '../db';
import { EXECUTION_ROW, type ExecutionRow } from './execution-row';
import { lastNodeOutput } from './last-node-output';
import { wakeExecution } from './sql/save-execution';
import { stateContextOf } from './state/state-context';
import { decodeState, encodeState } from './state-codec';
import type { VersionCache } from './version-cache';

interface ChildRow extends Pick<
  ExecutionRow,
  'version' | 'status' | 'state' | 'event' | 'wake_at' | 'started_at' | 'payload'
> {
  readonly error: string | null;
  readonly stopped_at: number | null;
}

/** A sub-workflow begins with items, never with an event. */
const CHILD_ROW = `SELECT version, status, error, state, stopped_at, event, wake_at, started_at, NULL AS payload
  FROM execution WHERE id = ?`;

interface Reading {
  readonly now: number;
  readonly versions: Pick<VersionCache, 'get'>;
}

/**
 * Continues an execution whose Execute Workflow node waits for sub-workflows, once the last of them has ended: the
 * node hands on what they put out, in the order of its calls, or fails as they did.
 * @returns whether the execution is due now
 */
export async function resumeParent(tx: Transaction, parent: number, { now, versions }: Reading): Promise<boolean> {
  const row = await tx.get<ExecutionRow>(
    `${EXECUTION_ROW} WHERE execution.id = ? AND execution.status = 'waiting' AND execution.wake_at IS NULL`,
    [parent],
  );
  if (!row?.state) return false; // the parent ran on in the same stretch, or was ended
  const context = stateContextOf(row, await versions.get(row.version, tx));
  const state = decodeState(row.state, context);
  const entry = state.executionData?.nodeExecutionStack[0];
  const children = (entry?.metadata?.waitingChildExecutionIds ?? []).map(Number);
  if (!entry || children.length === 0) return false;

  const outputs = outputsOfOthers(state, children);
  for (const child of children) {
    const found = await tx.get<ChildRow>(CHILD_ROW, [child]);
    if (!found) continue;
    if (found.stopped_at === null) return false; // another one still runs
    const ended = found.state
      ? decodeState(found.state, stateContextOf(found, await versions.get(found.version, tx)))
      : undefined;
    if (found.status !== 'success') {
      const message = ended?.resultData.error?.message ?? found.error ?? 'The sub-workflow failed';
      entry.metadata = { ...entry.metadata, resumeError: { name: 'Error', message } as never };
      break;
    }
    outputs.set(child, (ended && lastNodeOutput(ended)[0]) ?? []);
  }
  const calls = [...outputs.keys()].sort((one, other) => one - other);
  entry.data.main = [calls.flatMap((call) => outputs.get(call) ?? [])];
  await wakeExecution(tx, parent, { now, state: encodeState(state, context) });
  return true;
}

/** What those sub-workflows put out that ended at once while others wait: the node's own output has it. */
function outputsOfOthers(
  { resultData }: IRunExecutionData,
  waiting: readonly number[],
): Map<number, INodeExecutionData[]> {
  const outputs = new Map<number, INodeExecutionData[]>();
  const name = resultData.lastNodeExecuted ?? '';
  for (const item of resultData.runData[name]?.at(-1)?.data?.main?.[0] ?? []) {
    const child = Number(item.metadata?.subExecution?.executionId ?? Number.NaN);
    if (Number.isNaN(child) || waiting.includes(child)) continue;
    outputs.set(child, [...(outputs.get(child) ?? []), item]);
  }
  return outputs;
}
