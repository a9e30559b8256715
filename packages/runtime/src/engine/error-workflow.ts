import type { IDataObject, IRun } from 'n8n-workflow';

import type { Transaction } from '../db';
import { makeStartState } from '../n8n-host';
import type { RunnableVersion } from '../workflows';
import type { CommitRequest } from './commit-run';
import { insertUnkeyedExecution } from './sql/insert-execution';
import { bareContext } from './state/state-context';
import { encodeState } from './state-codec';

const ERROR_TRIGGER = 'n8n-nodes-base.errorTrigger';

/** Finds what to run when a workflow fails. Part of the commit, so it reads through the transaction. */
export interface ErrorWorkflows {
  readonly publicUrl: string;
  /** The live version of a workflow, else its draft as a version; undefined where it does not exist. */
  find(tx: Transaction, workspace: number, workflowId: string): Promise<RunnableVersion | undefined>;
  /** Called with an execution that is due now: the new one, or a parent that goes on. */
  onEntered(tx: Transaction, executionId: number): void;
}

/**
 * As n8n: the workflow that the settings name, else the failed one itself where it has an Error Trigger. Never for a
 * run by hand, and never for the failure of an error workflow's own error run.
 */
export async function enterErrorWorkflow(tx: Transaction, request: CommitRequest): Promise<void> {
  const { row } = request;
  if (row.mode === 'manual' || row.mode === 'error') return;
  await enter(tx, { ...request, contact: row.contact, item: describeFailure(request) });
}

/** The same for a trigger that failed before there was an execution. */
export async function enterTriggerErrorWorkflow(
  tx: Transaction,
  request: Pick<CommitRequest, 'version' | 'errorWorkflows' | 'now'> & { node: string; error: Error },
): Promise<void> {
  const { version, node, error } = request;
  const trigger = { error: { ...errorFacts(error as never), node: { name: node } }, mode: 'trigger' };
  const item = { trigger, workflow: { id: version.workflow, name: version.name } };
  await enter(tx, { ...request, contact: null, item });
}

async function enter(
  tx: Transaction,
  request: Pick<CommitRequest, 'version' | 'errorWorkflows' | 'now'> & { contact: number | null; item: IDataObject },
): Promise<void> {
  const { version, errorWorkflows, now, contact, item } = request;
  const chosen = version.settings.errorWorkflow;
  const target =
    chosen !== undefined && chosen !== '' && chosen !== 'DEFAULT'
      ? await errorWorkflows.find(tx, version.workspace, chosen)
      : version;
  const trigger = target?.nodes.find((node) => node.type === ERROR_TRIGGER && node.disabled !== true);
  if (!target || !trigger) return;
  const id = await insertUnkeyedExecution(tx, {
    version: target,
    mode: 'error',
    node: trigger.name,
    wakeAt: now,
    startedAt: now,
    contact,
    state: encodeState(makeStartState({ node: trigger.name, items: [[{ json: item }]] }), bareContext(target)),
  });
  errorWorkflows.onEntered(tx, id);
}

/** The item that n8n documents for the Error Trigger. */
function describeFailure({ row, version, outcome, errorWorkflows }: CommitRequest): IDataObject {
  const { error, lastNodeExecuted } = outcome.run.data.resultData;
  return {
    execution: {
      id: String(row.id),
      url: `${errorWorkflows.publicUrl}/workflow/${version.workflow}/executions/${row.id}`,
      ...(row.retry_of === null ? {} : { retryOf: String(row.retry_of) }),
      error: errorFacts(error),
      lastNodeExecuted,
      mode: row.mode,
    },
    workflow: { id: version.workflow, name: version.name },
  };
}

function errorFacts(error: IRun['data']['resultData']['error']): IDataObject {
  if (!error) return {};
  const { message, name, stack } = error;
  const description = 'description' in error ? error.description : undefined;
  const timestamp = 'timestamp' in error ? error.timestamp : undefined;
  return JSON.parse(JSON.stringify({ message, name, description, timestamp, stack })) as IDataObject;
}
