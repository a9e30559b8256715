import type { IExecuteData, IRunExecutionData, ITaskData } from 'n8n-workflow';

import { encodeOutputs } from './item-code';
import { ItemTable } from './item-table';
import { NOTHING_PRUNED, type Liveness } from './liveness';
import { nodeIndexOf, type NodeIndex } from './node-index';
import { packValue } from './pack-value';
import { encodeSources } from './source-code';
import type { StateContext } from './state-context';
import type { GatheredCode, PendingCode, StoredState, TaskCode } from './stored-state';
import { tasksInOrder } from './tasks-in-order';

interface Encoding {
  readonly index: NodeIndex;
  readonly table: ItemTable;
  readonly liveness: Liveness;
  /** The node that waits has run last, and is as yet only waiting. */
  readonly waitingTask: ITaskData | undefined;
}

/**
 * A state as few words.
 * @param liveness whose data is kept; of the last node's last run it always is
 * @throws for data that goes in circles, and for inputs that are not of the ordinary kind
 */
export function encodeState(
  state: IRunExecutionData,
  context: StateContext,
  liveness: Liveness = NOTHING_PRUNED,
): StoredState {
  const { version: _version, resultData, executionData, resumeToken, waitTill, ...rest } = state;
  const { runData, lastNodeExecuted, ...results } = resultData;
  const {
    nodeExecutionStack = [],
    waitingExecution = {},
    waitingExecutionSource = {},
    contextData = {},
    runtimeData,
    ...pending
  } = executionData ?? {};
  const index = nodeIndexOf(context.version);
  const table = new ItemTable(context.triggerItem());
  const tasks = tasksInOrder(runData);
  const encoding = { index, table, liveness, waitingTask: waitTill && tasks.at(-1)?.task };
  const lastTask = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted]?.at(-1);
  const r = tasks.map(({ node, task }) => encodeTask(node, task, task === lastTask, encoding));
  const s = nodeExecutionStack.map((entry) => encodePending(entry, encoding));
  const w = Object.entries(waitingExecution).map(
    ([node, runs]) =>
      [index.codeOf(node), encodeGathered(runs, waitingExecutionSource?.[node] ?? {}, encoding)] as const,
  );
  const c = packValue(contextData, table);
  const kept = isMadeAnew(runtimeData) ? pending : { ...pending, runtimeData };
  const o = [rest, results, kept].map((part) => withoutEmpty(packValue(part, table) as object));
  const isOrdinaryLast = lastNodeExecuted === tasks.at(-1)?.node;
  return {
    ...(r.length > 0 && { r, ...encodeTimes(tasks, context.startedAt) }),
    ...(s.length > 0 && { s }),
    ...(w.length > 0 && { w }),
    ...(!isOrdinaryLast && { l: lastNodeExecuted === undefined ? null : index.codeOf(lastNodeExecuted) }),
    ...(waitTill && { z: 1 as const }),
    ...(isFilled(c) && { c }),
    ...(liveness.isTokenKept && resumeToken !== undefined && { k: resumeToken }),
    ...(o.some(isFilled) && { o }),
    ...(table.entries.length > 0 && { j: table.entries }),
  };
}

function encodeTask(node: string, task: ITaskData, isLast: boolean, encoding: Encoding): TaskCode {
  const { index, table, liveness, waitingTask } = encoding;
  const { source, data } = task;
  const outputs = data?.main ? encodeOutputs(data.main, table, isLast || liveness.isKept(node)) : null;
  const code = [index.codeOf(node), encodeSources(source, index), outputs] as const;
  const unusual = unusualOf(task, task === waitingTask ? 'waiting' : 'success');
  const more = unusual && packValue(unusual, table);
  return isFilled(more) ? [...code, more] : code;
}

/** What is stored of each run of a node in a way of its own. */
const IN_ITS_PLACE = new Set([
  'startTime',
  'executionTime',
  'executionIndex',
  'source',
  'data',
  'executionStatus',
  'hints',
]);

/** What else a run of a node holds; of most nothing. */
function unusualOf(task: ITaskData, usualStatus: ITaskData['executionStatus']): object | undefined {
  const { executionStatus, hints, data } = task;
  const unusual: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(task)) {
    if (value !== undefined && !IN_ITS_PLACE.has(key)) unusual[key] = value;
  }
  if (executionStatus !== usualStatus) unusual.executionStatus = executionStatus;
  if (hints && hints.length > 0) unusual.hints = hints;
  const { main: _main, ...otherData } = data ?? {};
  if (Object.keys(otherData).length > 0) unusual.data = otherData;
  return Object.keys(unusual).length > 0 ? unusual : undefined;
}

function encodePending({ node, data, source, ...rest }: IExecuteData, { index, table }: Encoding): PendingCode {
  const { main, ...otherData } = data;
  const unusual = { ...rest, ...(Object.keys(otherData).length > 0 && { data: otherData }) };
  const sources = source === null ? null : encodeSources(ordinary(source, 'source').main ?? [], index);
  const code = [index.codeOf(node.name), encodeOutputs(main ?? [], table, true), sources] as const;
  const more = packValue(unusual, table);
  return isFilled(more) ? [...code, more] : code;
}

type Gathered = NonNullable<IRunExecutionData['executionData']>['waitingExecution'][string];
type GatheredSource = NonNullable<NonNullable<IRunExecutionData['executionData']>['waitingExecutionSource']>[string];

function encodeGathered(runs: Gathered, sources: GatheredSource, { index, table }: Encoding): GatheredCode[] {
  return Object.entries(runs).map(([run, inputs]) => [
    Number(run),
    encodeOutputs(ordinary(inputs, 'input').main ?? [], table, true),
    encodeSources(ordinary(sources[Number(run)] ?? {}, 'source').main ?? [], index),
  ]);
}

function ordinary<Connections extends object>(connections: Connections, what: string): Connections {
  const other = Object.keys(connections).find((type) => type !== 'main');
  if (other !== undefined) throw new Error(`a pending ${what} of the type ${other}`);
  return connections;
}

function encodeTimes(tasks: ReturnType<typeof tasksInOrder>, startedAt: number | undefined): Partial<StoredState> {
  const first = tasks[0]?.task.startTime ?? 0;
  let before = startedAt ?? first;
  const t = tasks.flatMap(({ task: { startTime, executionTime } }) => {
    const after = startTime - before;
    before = startTime;
    return [after, executionTime];
  });
  return startedAt === undefined ? { t, b: first } : { t };
}

/** n8n-core says in it how the execution began, and says it again where it is missing; only secrets are worth keeping. */
function isMadeAnew(runtimeData: object | undefined): boolean {
  const said = ['version', 'establishedAt', 'source', 'triggerNode'];
  return Object.keys(runtimeData ?? {}).every((key) => said.includes(key));
}

function withoutEmpty(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isFilled(value)));
}

/** Whether there is anything in an object but empty objects and what JSON leaves out. */
function isFilled(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Array.isArray(value) ? value.length > 0 : Object.values(value).some(isFilled);
}
