import type { WorkflowExecuteMode } from 'n8n-workflow';

import type { Transaction } from '../db';
import type { N8nHost } from '../n8n-host';
import { codeOf } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';

/** Runs by hand try things out: as n8n documents, what they change of the static data is not kept. */
const BY_HAND: ReadonlySet<WorkflowExecuteMode> = new Set(['manual', 'cli']);

/**
 * What code of a run changed of its workflow's static data (`$getWorkflowStaticData`).
 * @returns how to save it in the transaction that commits the run; undefined where nothing changed
 */
export async function staticDataChanges(
  version: RunnableVersion,
  mode: WorkflowExecuteMode,
  { host, workflows }: { host: N8nHost; workflows: WorkflowStore },
): Promise<((tx: Transaction) => Promise<void>) | undefined> {
  let workflow;
  try {
    workflow = await host.workflowOf(version);
  } catch (error) {
    if (codeOf(error) === 'NODE_TYPE_UNKNOWN') return undefined; // it did not run either
    throw error;
  }
  if (workflow.staticData.__dataChanged !== true) return undefined;
  if (BY_HAND.has(mode)) {
    host.forget(version); // the next run reads what is stored
    return undefined;
  }
  const { __dataChanged: _flag, ...data } = workflow.staticData;
  workflow.staticData.__dataChanged = false;
  return async (tx) => await workflows.saveStaticData(tx, version.workflow, data);
}
