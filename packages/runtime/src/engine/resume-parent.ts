import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import type { Transaction } from '../db';
import { lastNodeOutput } from './last-node-output';
import { wakeExecution } from './sql/save-execution';
import { decodeState, encodeState } from './state-codec';

interface ChildRow {
  readonly status: string;
  readonly error: string | null;
  readonly state: Uint8Array | null;
  readonly stopped_at: number | null;
}

/**
 * Continues an execution whose Execute Workflow node waits for sub-workflows, once the last of them has ended: the
 * node hands on what they put out, in the order of its calls, or fails as they did.
 * @returns whether the execution is due now
 */
export async function resumeParent(tx: Transaction, parent: number, now: number): Promise<boolean> {
  const row = await tx.get<{ state: Uint8Array | null }>(
    `SELECT state FROM execution WHERE id = ? AND status = 'waiting' AND wake_at IS NULL`,
    [parent],
  );
  if (!row?.state) return false; // the parent ran on in the same stretch, or was ended
  const state = decodeState(row.state);
  const entry = state.executionData?.nodeExecutionStack[0];
  const children = (entry?.metadata?.waitingChildExecutionIds ?? []).map(Number);
  if (!entry || children.length === 0) return false;

  const outputs = outputsOfOthers(state, children);
  for (const child of children) {
    const found = await tx.get<ChildRow>('SELECT status, error, state, stopped_at FROM execution WHERE id = ?', [
      child,
    ]);
    if (!found) continue;
    if (found.stopped_at === null) return false; // another one still runs
    const ended = found.state ? decodeState(found.state) : undefined;
    if (found.status !== 'success') {
      const message = ended?.resultData.error?.message ?? found.error ?? 'The sub-workflow failed';
      entry.metadata = { ...entry.metadata, resumeError: { name: 'Error', message } as never };
      break;
    }
    outputs.set(child, (ended && lastNodeOutput(ended)[0]) ?? []);
  }
  const calls = [...outputs.keys()].sort((one, other) => one - other);
  entry.data.main = [calls.flatMap((call) => outputs.get(call) ?? [])];
  await wakeExecution(tx, parent, { now, state: encodeState(state) });
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
