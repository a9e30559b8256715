import type { Transaction } from '../db';
import type { RunnableVersion } from '../workflows';
import { EXECUTION_ROW, type ExecutionRow } from './execution-row';
import { stateContextOf } from './state/state-context';
import { decodeState, encodeState } from './state-codec';

/** Between which versions an execution is moved. */
interface Move {
  readonly from: RunnableVersion;
  readonly to: RunnableVersion;
}

/**
 * The state of an execution that waits, as one that goes on at another node with the items that wait. What ran before
 * stays, because expressions may look at it; only the wait itself has not happened.
 * @throws EXECUTION_STATE_UNREADABLE
 */
export async function continueAt(tx: Transaction, id: number, { from, to }: Move, node: string): Promise<Uint8Array> {
  const { row, state } = await read(tx, id, from);
  const { executionData, resultData } = state;
  const [waiting, ...others] = executionData?.nodeExecutionStack ?? [];
  if (executionData && waiting) {
    resultData.runData[waiting.node.name]?.pop();
    const isKnown = ({ node: { name } }: typeof waiting) => to.nodes.some((each) => each.name === name);
    const { metadata: _metadata, ...entry } = waiting;
    executionData.nodeExecutionStack = [{ ...entry, node: { name: node } as never }, ...others.filter(isKnown)];
    resultData.lastNodeExecuted = waiting.source?.main?.[0]?.previousNode;
    state.waitTill = undefined;
  }
  return encodeState(state, stateContextOf(row, to));
}

/** The same wait on another version. @throws EXECUTION_STATE_UNREADABLE */
export async function rebind(tx: Transaction, id: number, { from, to }: Move): Promise<Uint8Array> {
  const { row, state } = await read(tx, id, from);
  return encodeState(state, stateContextOf(row, to));
}

async function read(tx: Transaction, id: number, version: RunnableVersion) {
  const row = await tx.get<ExecutionRow>(`${EXECUTION_ROW} WHERE execution.id = ?`, [id]);
  if (!row?.state) throw new Error(`execution ${id} has no state to move`);
  return { row, state: decodeState(row.state, stateContextOf(row, version)) };
}
