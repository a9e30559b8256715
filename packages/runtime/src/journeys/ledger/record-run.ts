import type { IRun, IRunExecutionData, ITaskData } from 'n8n-workflow';

import type { RunnableVersion } from '../../workflows';
import { ledgerLine, type Step } from './step';

/** What is known of one stretch of an execution when it is committed. */
export interface RecordedRun {
  readonly version: Pick<RunnableVersion, 'nodes'>;
  readonly run: IRun;
  readonly lastNode: string | undefined;
  /** The runs of nodes that earlier stretches left in the state. */
  readonly earlier: ReadonlySet<ITaskData> | undefined;
  /** The code of its failure, if it failed. */
  readonly errorCode: string | undefined;
  readonly wakeAt: number | null;
  readonly at: number;
  /** What a node said about its decision in its n-th run. */
  readonly noteOf: (node: string, visit: number) => string | undefined;
}

/** The runs that are in a state, to tell those of the next stretch from them. */
export function runsIn({ resultData }: IRunExecutionData): Set<ITaskData> | undefined {
  const runs = Object.values(resultData.runData).flat();
  return runs.length === 0 ? undefined : new Set(runs);
}

/** The line that a stretch adds to the ledger: which nodes ran in which order, by which outputs, and how it ended. */
export function recordRun(recorded: RecordedRun): string {
  const { version, run, lastNode, errorCode, wakeAt, at, noteOf } = recorded;
  const places = placesOf(version);
  const ran = newRunsIn(run.data, recorded.earlier);

  const isWaiting = run.status === 'waiting';
  const steps: Step[] = [];
  for (const [index, { node, visit, task }] of ran.entries()) {
    const isLast = index === ran.length - 1;
    if (isLast && node === lastNode && (isWaiting || task.error !== undefined)) continue;
    steps.push(stepOf(places.get(node) ?? -1, task, noteOf(node, visit)));
  }
  const last = places.get(lastNode ?? '') ?? -1;
  if (isWaiting) steps.push(['wait', last, wakeAt]);
  else steps.push(errorCode === undefined ? ['end'] : ['error', last, errorCode]);
  return ledgerLine(at, steps);
}

/** The same for a stretch that is stored in the middle and goes on: '' where nothing has run since. */
export function recordProgress(
  state: IRunExecutionData,
  { version, earlier, at, noteOf }: Pick<RecordedRun, 'version' | 'earlier' | 'at' | 'noteOf'>,
): string {
  const places = placesOf(version);
  const steps = newRunsIn(state, earlier).map(({ node, visit, task }) =>
    stepOf(places.get(node) ?? -1, task, noteOf(node, visit)),
  );
  return steps.length === 0 ? '' : ledgerLine(at, steps);
}

interface NodeRun {
  readonly node: string;
  readonly visit: number;
  readonly task: ITaskData;
}

/** In the order in which they ran. */
function newRunsIn({ resultData }: IRunExecutionData, earlier: ReadonlySet<ITaskData> | undefined): NodeRun[] {
  const ran: NodeRun[] = [];
  for (const [node, tasks] of Object.entries(resultData.runData)) {
    for (const [visit, task] of tasks.entries()) if (!earlier?.has(task)) ran.push({ node, visit, task });
  }
  if (ran.length > 1) ran.sort((one, other) => one.task.executionIndex - other.task.executionIndex);
  return ran;
}

function stepOf(place: number, task: ITaskData, note: string | undefined): Step {
  const outputs = (task.data?.main ?? []).flatMap((items, output) => (items && items.length > 0 ? [output] : []));
  const [only] = outputs;
  if (note !== undefined) return [place, outputs.length === 1 && only !== undefined ? only : outputs, note];
  if (outputs.length !== 1 || only === undefined) return [place, outputs];
  return only === 0 ? place : [place, only];
}

const known = new WeakMap<object, ReadonlyMap<string, number>>();

/** The position of each node in its version, by name. */
export function placesOf({ nodes }: Pick<RunnableVersion, 'nodes'>): ReadonlyMap<string, number> {
  let places = known.get(nodes);
  if (!places) known.set(nodes, (places = new Map(nodes.map(({ name }, place) => [name, place]))));
  return places;
}
