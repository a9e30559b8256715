import { createRunExecutionData, type IRun, type IRunExecutionData, type ITaskData } from 'n8n-workflow';

import type { Queries } from '../db';
import { findEvent } from '../events';
import { runsIn } from '../journeys';
import { makeStartState, type RunOutcome } from '../n8n-host';
import { codeOf, messageOf, type Logger } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import { Checkpoints } from './checkpoints/checkpoints';
import { holdAfterCrash } from './checkpoints/hold-execution';
import { commitPatiently, type Patience } from './commit-patiently';
import { commitRun } from './commit-run';
import type { Watcher } from './watcher';
import { encodeOutcome } from './encode-outcome';
import type { ExecutionRow } from './execution-row';
import { stateContextOf, type StateContext } from './state/state-context';
import { decodeState } from './state-codec';
import { staticDataChanges } from './static-data';
import { subWorkflowsOf, type Caller, type SubWorkflowDependencies } from './sub-workflows';
import { UnitOfWork } from './unit-of-work';
import type { VersionCache } from './version-cache';
import { endWait, lookBackOf, type Wake } from './waits';

/** Makes what our own nodes find in additionalData, for one execution. */
export type HubFactory = (execution: Caller) => unknown;

export interface RunDependencies extends Omit<SubWorkflowDependencies, 'hubFor'> {
  readonly workflows: WorkflowStore;
  readonly versions: VersionCache;
  readonly hubFor: HubFactory;
  readonly logger: Logger;
}

interface Stretch {
  readonly patience: Patience;
  /** The state that the row was stored with a moment ago; it is read from the row where left out. */
  readonly start?: IRunExecutionData;
}

/**
 * One stretch of an execution: load, run, commit.
 * @returns undefined where the execution was ended while it ran: nothing of the stretch counts then
 * @throws where the result could not be stored
 */
export async function runExecution(
  row: ExecutionRow,
  dependencies: RunDependencies & Stretch,
  watcher: Watcher | undefined,
): Promise<IRun | undefined> {
  const { database, clock, errorWorkflows, versions, patience } = dependencies;
  const version = await versions.get(row.version);
  if (await holdAfterCrash(row, version, dependencies)) return undefined;
  const unitOfWork = new UnitOfWork();
  const { id, workspace, workflow, contact, event } = row;
  const lookBack = lookBackOf(row);
  const moments = { asOf: row.as_of, enteredAt: row.started_at, stretchAt: row.wake_at ?? row.started_at };
  const told = { lookBack, ...moments, dropsMessages: row.drops_messages === 1 };
  const context = stateContextOf(row, version);
  const { payload } = context;
  const caller: Caller = { id, workspace, workflow, contact, event, payload, unitOfWork, ...told };
  const checkpoints = new Checkpoints(row, context, unitOfWork, dependencies);
  const { earlier, ...ran } = await runStretch(row, context, caller, { ...dependencies, checkpoints }, watcher);
  if (checkpoints.failure) throw checkpoints.failure.error;
  if (checkpoints.isOver) return undefined;
  const encoded = encodeOutcome(ran, context, row);
  const { outcome } = encoded;
  const wait = unitOfWork.waitAt(id, outcome.lastNode);

  const saveStaticData = await staticDataChanges(version, row.mode, dependencies);

  const commit = () =>
    database.write(async (tx) => {
      const more = { row, version, unitOfWork, earlier, wait, lookBack, now: clock.now(), errorWorkflows, versions };
      const isCommitted = await commitRun(tx, { ...encoded, ...more });
      if (isCommitted) await saveStaticData?.(tx);
      return isCommitted;
    });
  const counts = await commitPatiently(row.id, commit, patience);
  return counts ? outcome.run : undefined;
}

async function runStretch(
  row: ExecutionRow,
  context: StateContext,
  caller: Caller,
  dependencies: RunDependencies & Pick<Stretch, 'start'> & { readonly checkpoints: Checkpoints },
  watcher: Watcher | undefined,
): Promise<RunOutcome & { earlier?: ReadonlySet<ITaskData> }> {
  try {
    const { version } = context;
    const state = dependencies.start ?? (await stateOf(row, context, dependencies));
    dependencies.checkpoints.recorded = runsIn(state);
    const subWorkflows = {
      ...dependencies,
      hubFor: (parent: Caller, executionId: number, child: RunnableVersion) =>
        dependencies.hubFor({ ...parent, id: executionId, workflow: child.workflow }),
    };
    const ran = await dependencies.host.run({
      version,
      executionId: row.id,
      mode: row.mode,
      state,
      isResumed: state.waitTill !== undefined,
      hub: dependencies.hubFor(caller),
      ...subWorkflowsOf(caller, subWorkflows),
      beforeNode: (ahead) => dependencies.checkpoints.beforeNode(ahead),
      onResponse: watcher?.onResponse?.bind(watcher),
    });
    return { ...ran, earlier: dependencies.checkpoints.recorded };
  } catch (error) {
    // Not a node's failure but ours to host it: an unknown node type, a state that cannot be read.
    dependencies.logger.warn(
      { execution: row.id, code: codeOf(error), reason: messageOf(error) },
      'An execution could not be run',
    );
    const data = createRunExecutionData({ resultData: { error: error as never } });
    const now = new Date(dependencies.clock.now());
    return {
      run: { data, mode: row.mode, startedAt: now, stoppedAt: now, storedAt: 'db', status: 'error' },
      lastNode: row.node ?? undefined,
    };
  }
}

/** Where an execution stands: its stored state, or the payload of the event that it entered by. */
async function stateOf(
  row: ExecutionRow,
  context: StateContext,
  { database }: RunDependencies,
): Promise<IRunExecutionData> {
  if (row.state) {
    const state = decodeState(row.state, context);
    // One that was stored in mid-run has left its wait behind.
    if (row.status === 'waiting' && row.wake_by !== null) await goOn(state, row, row.wake_by, database);
    return state;
  }
  const json = context.triggerItem() ?? { event: { id: row.event } };
  return makeStartState({ node: row.node ?? '', items: [[{ json }]] });
}

/** Takes the way out of a wait that was the first to open. */
async function goOn(state: IRunExecutionData, row: ExecutionRow, wakeBy: string, database: Queries): Promise<void> {
  const wake = JSON.parse(wakeBy) as Wake;
  const event = wake.event === undefined ? undefined : await findEvent(database, wake.event);
  endWait(state, wake, row.wake_at ?? row.started_at, event);
}
