import {
  UserError,
  type IExecuteWorkflowInfo,
  type INode,
  type IRunExecutionData,
  type IWorkflowExecuteAdditionalData,
  type IWorkflowSettings,
} from 'n8n-workflow';

import type { Database } from '../db';
import type { EventPayload } from '../events';
import { makeStartState, type N8nHost } from '../n8n-host';
import { CodedUserError, type Clock } from '../shared';
import { parseWorkflow, type RunnableVersion, type WorkflowStore } from '../workflows';
import { commitRun } from './commit-run';
import { encodeOutcome } from './encode-outcome';
import type { ErrorWorkflows } from './error-workflow';
import { lastNodeOutput } from './last-node-output';
import { insertUnkeyedExecution } from './sql/insert-execution';
import { bareContext } from './state/state-context';
import { encodeState } from './state-codec';
import { staticDataChanges } from './static-data';
import { UnitOfWork } from './unit-of-work';
import type { VersionCache } from './version-cache';
import type { LookBack } from './waits';

const STARTS = ['executeWorkflowTrigger', 'manualTrigger', 'start'].map((name) => `n8n-nodes-base.${name}`);

export interface SubWorkflowDependencies {
  readonly database: Database;
  readonly workflows: WorkflowStore;
  readonly host: N8nHost;
  readonly clock: Clock;
  readonly errorWorkflows: ErrorWorkflows;
  readonly versions: VersionCache;
  /** The hub of a sub-workflow's execution: its effects join the parent's unit of work. */
  hubFor(caller: Caller, executionId: number, version: RunnableVersion): unknown;
}

export interface Caller {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly contact: number | null;
  readonly event: number | null;
  /** What that event holds. */
  readonly payload: () => EventPayload | undefined;
  readonly unitOfWork: UnitOfWork;
  /** Since when events count for waits of this stretch, those of its sub-workflows, too. */
  readonly lookBack: LookBack;
  /** The instant that nodes take for now, where that is not the clock's. */
  readonly asOf?: number | null;
  /** When the contact entered the journey, and when this stretch of it fell due (UTC epoch ms). */
  readonly enteredAt: number;
  readonly stretchAt: number;
  /** Whether what nodes send is dropped. */
  readonly dropsMessages?: boolean;
}

/**
 * Runs the workflows that Execute Workflow nodes of one execution call. A sub-workflow runs inside the calling stretch
 * and commits with it; one that waits is an execution of its own from then on and wakes its parent when it ends.
 */
export function subWorkflowsOf(
  caller: Caller,
  dependencies: SubWorkflowDependencies,
): Pick<IWorkflowExecuteAdditionalData, 'executeWorkflow' | 'getRunExecutionData'> {
  const { database, host, clock, errorWorkflows, versions } = dependencies;
  /** The node asks for the run of the sub-workflow that it has just called, to find where its items came from. */
  let latest: { id: string; data: IRunExecutionData } | undefined;

  const executeWorkflow: IWorkflowExecuteAdditionalData['executeWorkflow'] = async (info, _additionalData, options) => {
    const version = await findVersion(info, caller, dependencies, options.parentWorkflowSettings);
    const start = startNodeOf(version);
    const waitsForIt = options.doNotWaitToFinish !== true;
    const state = makeStartState({
      node: start.name,
      items: [options.inputData ?? [{ json: {} }]],
      ...(waitsForIt && { parent: { executionId: caller.id, workflowId: caller.workflow } }),
    });
    const now = clock.now();
    const id = await database.write((tx) =>
      insertUnkeyedExecution(tx, {
        version,
        mode: 'integrated',
        node: start.name,
        wakeAt: null,
        startedAt: now,
        contact: caller.contact,
        parent: waitsForIt ? caller.id : null,
        state: encodeState(state, bareContext(version)),
      }),
    );
    if (!waitsForIt) {
      caller.unitOfWork.add(async (tx) => {
        await tx.run('UPDATE execution SET wake_at = ? WHERE id = ?', [clock.now(), id]);
        errorWorkflows.onEntered(tx, id);
      });
      return { executionId: String(id), data: [null] };
    }

    const ran = await host.run({
      version,
      executionId: id,
      mode: 'integrated',
      state,
      isResumed: false,
      hub: dependencies.hubFor(caller, id, version),
      ...subWorkflowsOf({ ...caller, id, workflow: version.workflow }, dependencies),
    });
    // Only one that waits has to go on with its caller later; the output of one that ended is in hand.
    const parent = ran.run.status === 'waiting' ? caller.id : null;
    const row = {
      id,
      workspace: version.workspace,
      mode: 'integrated' as const,
      contact: caller.contact,
      parent,
      retry_of: null,
      lease_owner: null,
      armed_for: null,
      started_at: now,
    };
    const encoded = encodeOutcome(ran, bareContext(version), row);
    const { run } = encoded.outcome;
    latest = { id: String(id), data: run.data };
    const saveStaticData = await staticDataChanges(version, 'integrated', dependencies);
    caller.unitOfWork.add(async (tx) => {
      // Its effects are in the caller's unit of work already.
      const unitOfWork = new UnitOfWork();
      const wait = caller.unitOfWork.waitAt(id, encoded.outcome.lastNode);
      const { lookBack } = caller;
      const more = { row, version, unitOfWork, wait, lookBack, now: clock.now(), errorWorkflows, versions };
      await commitRun(tx, { ...encoded, ...more });
      await saveStaticData?.(tx);
    });
    const { error } = run.data.resultData;
    if (error) throw asError(error, { executionId: String(id), workflowId: version.workflow });
    return { executionId: String(id), data: lastNodeOutput(run.data), waitTill: run.waitTill ?? null };
  };
  return {
    executeWorkflow,
    getRunExecutionData: async (id) => (latest?.id === id ? latest.data : undefined),
  };
}

/** @throws SUB_WORKFLOW_NOT_FOUND */
async function findVersion(
  info: IExecuteWorkflowInfo,
  caller: Caller,
  { workflows }: SubWorkflowDependencies,
  settingsOfCaller: IWorkflowSettings | undefined,
): Promise<RunnableVersion> {
  if (info.id !== undefined) {
    const found = await workflows.runnable(caller.workspace, info.id);
    if (found) return found;
    throw new CodedUserError(
      'SUB_WORKFLOW_NOT_FOUND',
      `The workflow "${info.id}" that this node calls does not exist. Choose another one in the node.`,
      { id: info.id },
    );
  }
  return await workflows.keepInline(
    caller.workspace,
    caller.workflow,
    parseWorkflow({ name: 'Inline workflow', settings: settingsOfCaller, ...info.code }),
  );
}

/** @throws WORKFLOW_HAS_NO_TRIGGER */
function startNodeOf(version: RunnableVersion): INode {
  for (const type of STARTS) {
    const found = version.nodes.find((node) => node.type === type && node.disabled !== true);
    if (found) return found;
  }
  throw new CodedUserError(
    'WORKFLOW_HAS_NO_TRIGGER',
    `The workflow "${version.name}" cannot be called: add the trigger "When executed by another workflow" to it.`,
  );
}

/** The failure of a sub-workflow as its caller's. @param facts by which n8n's nodes link to the sub-workflow's execution */
function asError(error: Error, facts: { executionId: string; workflowId: string }): Error {
  return Object.assign(new UserError(error.message), error, facts);
}
