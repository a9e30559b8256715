import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { parse, stringify } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';

import { CodedUnexpectedError } from '../shared';

/** The first byte of every stored state: a later format can be told apart. */
const FORMAT = 1;

/**
 * The state at rest: run data and pending entries, shared parts stored once (flatted), compressed with zstd. Nodes are
 * named only, so that neither old parameters nor a changed node object come back with it.
 */
export function encodeState(state: IRunExecutionData): Uint8Array {
  const { executionData } = state;
  const slim = executionData && {
    ...state,
    executionData: {
      ...executionData,
      nodeExecutionStack: executionData.nodeExecutionStack.map((entry) => ({
        ...entry,
        node: { name: entry.node.name },
      })),
    },
  };
  return Buffer.concat([Buffer.of(FORMAT), zstdCompressSync(stringify(slim ?? state))]);
}

/** @throws EXECUTION_STATE_UNREADABLE */
export function decodeState(bytes: Uint8Array): IRunExecutionData {
  try {
    if (bytes[0] !== FORMAT) throw new Error(`format ${String(bytes[0])} is not known`);
    const state = parse(zstdDecompressSync(bytes.subarray(1)).toString('utf8')) as IRunExecutionData;
    // JSON knows no dates, and WorkflowExecute resumes only what still has the one it waited for.
    if (state.waitTill) state.waitTill = new Date(state.waitTill);
    return state;
  } catch (error) {
    throw new CodedUnexpectedError(
      'EXECUTION_STATE_UNREADABLE',
      'The stored state of this execution cannot be read. It stays as it is; start the contact again, or restore a backup.',
      undefined,
      error,
    );
  }
}
