import type { Database } from '../db';
import { CodedUserError } from '../shared';
import type { Engine } from './engine';
import { continueExecution } from './sql/continue-execution';
import { stateContextOf } from './state/state-context';
import { decodeState, encodeState } from './state-codec';

/**
 * Runs a failed execution again from the node that failed, as a new execution. One that is held or was set aside goes
 * on itself, where it was stored last.
 * @returns the id of the execution that runs now
 * @throws EXECUTION_NOT_FOUND, EXECUTION_NOT_FAILED
 */
export async function retryExecution(
  workspace: number,
  id: number,
  { engine, database }: { engine: Engine; database: Database },
): Promise<number> {
  const row = await engine.row(id);
  if (!row || row.workspace !== workspace) {
    throw new CodedUserError('EXECUTION_NOT_FOUND', `There is no execution with the id ${id}.`, { id });
  }
  const continued = await database.write(async (tx) => {
    const changed = await continueExecution(tx, id, engine.now());
    if (changed > 0) tx.afterCommit(() => engine.wake());
    return changed > 0;
  });
  if (continued) return id;
  const version = await engine.versions.get(row.version);
  const context = stateContextOf(row, version);
  const state = row.state ? decodeState(row.state, context) : undefined;
  if ((row.status !== 'error' && row.status !== 'crashed') || !state?.executionData) {
    throw new CodedUserError(
      'EXECUTION_NOT_FAILED',
      `The execution ${id} cannot be tried again: it has not failed, or its data was not saved.`,
      { id, status: row.status },
    );
  }
  const { resultData } = state;
  delete resultData.error;
  const last = resultData.lastNodeExecuted;
  if (last !== undefined) resultData.runData[last]?.pop(); // the failed attempt
  return await database.write((tx) =>
    engine.enterUnkeyed(tx, {
      version,
      mode: 'retry',
      node: row.node ?? '',
      contact: row.contact,
      event: row.event,
      retryOf: id,
      state: encodeState(state, { ...context, startedAt: undefined }),
    }),
  );
}
