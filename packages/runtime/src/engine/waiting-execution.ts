import { timingSafeEqual } from 'node:crypto';

import type { INodeExecutionData, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import type { Transaction } from '../db';
import { CodedUserError } from '../shared';
import type { RunnableVersion } from '../workflows';
import type { ExecutionRow } from './execution-row';
import { wakeExecution } from './sql/save-execution';
import { stateContextOf, type StateContext } from './state/state-context';
import { decodeState, encodeState } from './state-codec';
import type { VersionCache } from './version-cache';

/** An execution at rest, and the node that it rests at. */
export interface WaitingExecution {
  readonly id: number;
  readonly node: string;
  readonly mode: WorkflowExecuteMode;
  readonly version: RunnableVersion;
  readonly state: IRunExecutionData;
  readonly context: StateContext;
  /** The state as it was read: whoever resumes from another one came too late. */
  readonly stored: Uint8Array;
}

export async function findWaiting(
  row: ExecutionRow | undefined,
  id: number,
  token: string | undefined,
  versions: VersionCache,
): Promise<WaitingExecution> {
  if (!row) throw new CodedUserError('EXECUTION_NOT_FOUND', `There is no execution with the id ${id}.`, { id });
  if (row.status !== 'waiting' || !row.state || row.node === null) throw notWaiting(id);
  const version = await versions.get(row.version);
  const context = stateContextOf(row, version);
  const state = decodeState(row.state, context);
  if (state.resumeToken !== undefined && !isSame(state.resumeToken, token ?? '')) {
    throw new CodedUserError(
      'RESUME_TOKEN_WRONG',
      'The address lacks the right signature. Use $execution.resumeUrl as it stands, with its query.',
      { id },
    );
  }
  return { id, node: row.node, mode: row.mode, version, state, context, stored: row.state };
}

/** @throws EXECUTION_NOT_WAITING */
export async function resumeWith(
  tx: Transaction,
  { id, state, context, stored }: WaitingExecution,
  items: INodeExecutionData[][],
  now: number,
): Promise<void> {
  const entry = state.executionData?.nodeExecutionStack[0];
  if (entry) {
    entry.data.main = items;
    // Of a node with several outputs the call decides which.
    entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
  }
  const changed = await wakeExecution(tx, id, { now, state: encodeState(state, context), expected: stored });
  if (changed === 0) throw notWaiting(id);
}

export function notWaiting(id: number): CodedUserError {
  return new CodedUserError('EXECUTION_NOT_WAITING', `The execution ${id} does not wait for a call (any more).`, {
    id,
  });
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
