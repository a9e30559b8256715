import {
  createRunExecutionData,
  type IDataObject,
  type IExecuteData,
  type IRunData,
  type IRunExecutionData,
  type ITaskData,
} from 'n8n-workflow';

import { secureToken } from '../../shared';
import { decodeOutputs } from './item-code';
import { openTable, type ItemReference } from './item-table';
import { nodeIndexOf, type NodeIndex } from './node-index';
import { unpackValue } from './pack-value';
import { decodeSources } from './source-code';
import type { StateContext } from './state-context';
import type { PendingCode, StoredState, TaskCode } from './stored-state';

/** n8n's way to write "until called". */
const UNTIL_CALLED = new Date('3000-01-01T00:00:00.000Z');

interface Decoding {
  readonly index: NodeIndex;
  readonly json: (reference: ItemReference) => IDataObject;
}

/** @throws where the state does not fit its version, or needs an event that is gone */
export function decodeState(stored: StoredState, context: StateContext): IRunExecutionData {
  const index = nodeIndexOf(context.version);
  const decoding = { index, json: openTable(stored.j ?? [], () => existing(context.triggerItem())) };
  const unpack = (value: unknown) => unpackValue(value, decoding.json) as Record<string, unknown>;
  const [rest, results, pending] = (stored.o ?? [{}, {}, {}]).map(unpack);
  const { r = [] } = stored;
  const last = stored.l === undefined ? r.at(-1)?.[0] : stored.l;
  const state = createRunExecutionData({
    executionData: {
      ...pending,
      contextData: unpack(stored.c ?? {}) as never,
      nodeExecutionStack: (stored.s ?? []).map((code) => decodePending(code, decoding)),
      ...decodeGathered(stored.w ?? [], decoding),
    },
    resultData: {
      ...results,
      runData: decodeTasks(stored, context, decoding),
      lastNodeExecuted: last === undefined || last === null ? undefined : index.nameOf(last),
    },
    resumeToken: stored.k ?? secureToken(), // where nobody has it, any new one will do
    ...(stored.z && { waitTill: context.wakeAt === null ? UNTIL_CALLED : new Date(context.wakeAt) }),
  });
  return Object.assign(state, rest);
}

function existing(triggerItem: IDataObject | undefined): IDataObject {
  if (triggerItem) return triggerItem;
  throw new Error('the event that the execution entered with is gone');
}

function decodeTasks(
  { r = [], t = [], b, z }: StoredState,
  { startedAt = 0 }: StateContext,
  decoding: Decoding,
): IRunData {
  const runData: IRunData = {};
  let startTime = b ?? startedAt;
  r.forEach((code, executionIndex) => {
    const node = decoding.index.nameOf(code[0]);
    startTime += t[executionIndex * 2] ?? 0;
    const executionTime = t[executionIndex * 2 + 1] ?? 0;
    const isLast = executionIndex === r.length - 1;
    const executionStatus = z && isLast ? 'waiting' : 'success';
    const times = { startTime, executionTime, executionIndex, executionStatus } as const;
    (runData[node] ??= []).push({ ...times, ...decodeTask(node, code, decoding) });
  });
  return runData;
}

type TaskContent = Omit<ITaskData, 'startTime' | 'executionTime' | 'executionIndex'>;

function decodeTask(node: string, code: TaskCode, { index, json }: Decoding): TaskContent {
  const [, sources, outputs, unusual] = code;
  const { data, ...more } = (unpackValue(unusual ?? {}, json) ?? {}) as Partial<ITaskData>;
  return {
    hints: [],
    ...more,
    source: decodeSources(sources, index),
    ...(outputs && { data: { main: decodeOutputs(outputs, node, json), ...data } }),
    ...(!outputs && data && { data }),
  };
}

function decodePending([node, inputs, sources, unusual]: PendingCode, { index, json }: Decoding): IExecuteData {
  const name = index.nameOf(node);
  const { data, ...more } = (unpackValue(unusual ?? {}, json) ?? {}) as Partial<IExecuteData>;
  return {
    ...more,
    node: { name } as IExecuteData['node'], // the host puts the version's own in
    data: { main: decodeOutputs(inputs, name, json), ...data },
    source: sources === null || sources === undefined ? null : { main: decodeSources(sources, index) },
  };
}

type Pending = NonNullable<IRunExecutionData['executionData']>;

function decodeGathered(
  gathered: NonNullable<StoredState['w']>,
  { index, json }: Decoding,
): Required<Pick<Pending, 'waitingExecution' | 'waitingExecutionSource'>> {
  const waitingExecution: Pending['waitingExecution'] = {};
  const waitingExecutionSource: NonNullable<Pending['waitingExecutionSource']> = {};
  for (const [code, runs] of gathered) {
    const node = index.nameOf(code);
    for (const [run, inputs, sources] of runs) {
      (waitingExecution[node] ??= {})[run] = { main: decodeOutputs(inputs, node, json) };
      (waitingExecutionSource[node] ??= {})[run] = { main: decodeSources(sources, index) };
    }
  }
  return { waitingExecution, waitingExecutionSource };
}
