import type { INodeExecutionData } from 'n8n-workflow';

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
 * node hands on what they put out, or fails as they did.
 */
export async function resumeParent(tx: Transaction, parent: number, now: number): Promise<void> {
  const row = await tx.get<{ state: Uint8Array | null }>(
    `SELECT state FROM execution WHERE id = ? AND status = 'waiting' AND wake_at IS NULL`,
    [parent],
  );
  if (!row?.state) return; // the parent ran on in the same stretch, or was ended
  const state = decodeState(row.state);
  const entry = state.executionData?.nodeExecutionStack[0];
  const children = (entry?.metadata?.waitingChildExecutionIds ?? []).map(Number);
  if (!entry || children.length === 0) return;

  const outputs: INodeExecutionData[] = [];
  for (const child of children) {
    const found = await tx.get<ChildRow>('SELECT status, error, state, stopped_at FROM execution WHERE id = ?', [child]);
    if (!found) continue;
    if (found.stopped_at === null) return; // another one still runs
    if (found.status !== 'success') {
      const failure = { name: 'Error', message: found.error ?? 'The sub-workflow failed' };
      entry.metadata = { ...entry.metadata, resumeError: failure as never };
      break;
    }
    if (found.state) outputs.push(...(lastNodeOutput(decodeState(found.state))[0] ?? []));
  }
  entry.data.main = [outputs];
  await wakeExecution(tx, parent, { now, state: encodeState(state) });
}
