import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { parse, stringify } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';

import { CodedUnexpectedError, compress, compressQuickly, decompress, leaveUncompressed } from '../shared';
import { decodeState as decodeStored } from './state/decode-state';
import { encodeState as encodeStored } from './state/encode-state';
import type { Liveness } from './state/liveness';
import { prunedJson, prunedNodeOf } from './state/pruned-output';
import type { StateContext } from './state/state-context';
import type { StoredState } from './state/stored-state';

/** The first byte of every stored state. Format 1 is the whole state, shared parts stored once (flatted). */
const WHOLE = 1;
const COMPACT = 2;
/** In a whole state: stands for data that was not kept, and names the node. */
const PRUNED = '$pruned';

/**
 * The state at rest: compact, in terms of its version and its event; whole where the data is of a kind that the compact
 * form cannot hold. Nodes are named only, so that neither old parameters nor a changed node object come back with it.
 * @param context the same again when it is read
 * @param liveness what need not be kept; everything is where left out
 */
export function encodeState(state: IRunExecutionData, context: StateContext, liveness?: Liveness): Uint8Array {
  return encode(state, { context, liveness, pack: compress });
}

/** As `encodeState`, for the state that an execution ends with: nothing is left out, and there is one after the other. */
export function encodeEnd(state: IRunExecutionData, context: StateContext): Uint8Array {
  return encode(state, { context, pack: compressQuickly });
}

/** As `encodeState`, for the state that an execution enters with: it runs at once, and then there is another one. */
export function encodeEntry(state: IRunExecutionData, context: StateContext): Uint8Array {
  return encode(state, { context, pack: leaveUncompressed });
}

interface Encoding {
  readonly context: StateContext;
  readonly liveness?: Liveness;
  readonly pack: (text: string) => Buffer;
}

function encode(state: IRunExecutionData, { context, liveness, pack }: Encoding): Uint8Array {
  let text: string;
  try {
    text = JSON.stringify(encodeStored(state, context, liveness));
  } catch {
    return encodeWhole(state); // it goes in circles, or is too large for one text: that has its own way to fail
  }
  return Buffer.concat([Buffer.of(COMPACT), pack(text)]);
}

/** @throws EXECUTION_STATE_UNREADABLE */
export function decodeState(bytes: Uint8Array, context: StateContext): IRunExecutionData {
  try {
    if (bytes[0] === WHOLE) return decodeWhole(bytes.subarray(1));
    if (bytes[0] !== COMPACT) throw new Error(`format ${String(bytes[0])} is not known`);
    return decodeStored(JSON.parse(decompress(bytes.subarray(1))) as StoredState, context);
  } catch (error) {
    throw new CodedUnexpectedError(
      'EXECUTION_STATE_UNREADABLE',
      'The stored state of this execution cannot be read. It stays as it is; start the contact again, or restore a backup.',
      undefined,
      error,
    );
  }
}

function encodeWhole(state: IRunExecutionData): Uint8Array {
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
  const text = stringify(slim ?? state, (_key, value: unknown) => {
    const node = prunedNodeOf(value);
    return node === undefined ? value : { [PRUNED]: node };
  });
  return Buffer.concat([Buffer.of(WHOLE), zstdCompressSync(text)]);
}

function decodeWhole(bytes: Uint8Array): IRunExecutionData {
  const text = zstdDecompressSync(bytes).toString('utf8');
  const state = parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && PRUNED in value ? prunedJson(String(value[PRUNED])) : value,
  ) as IRunExecutionData;
  // JSON knows no dates, and WorkflowExecute resumes only what still has the one it waited for.
  if (state.waitTill) state.waitTill = new Date(state.waitTill);
  return state;
}
