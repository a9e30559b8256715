import type { IRun } from 'n8n-workflow';

import type { Transaction } from '../db';
import type { RunOutcome } from '../n8n-host';
import type { RunnableVersion } from '../workflows';
import { enterErrorWorkflow, type ErrorWorkflows } from './error-workflow';
import type { ExecutionRow } from './execution-row';
import { resumeParent } from './resume-parent';
import { runErrorOf } from './run-error';
import { saveEnd, saveWait } from './sql/save-execution';
import { encodeState } from './state-codec';
import type { UnitOfWork } from './unit-of-work';

/** n8n writes "until called" as a day in the year 3000. */
const NEVER = Date.UTC(2999, 0, 1);

export interface CommitRequest {
  readonly row: Pick<ExecutionRow, 'id' | 'workspace' | 'mode' | 'contact' | 'parent' | 'retry_of'>;
  readonly version: RunnableVersion;
  readonly outcome: RunOutcome;
  readonly unitOfWork: UnitOfWork;
  /** Event types that may end the wait early. */
  readonly resumeOn: readonly string[];
  readonly now: number;
  readonly errorWorkflows: ErrorWorkflows;
}

/**
 * Stores how far an execution came, together with everything it did, in one transaction.
 * @returns false where the execution had been ended meanwhile: then nothing of the run counts
 */
export async function commitRun(tx: Transaction, request: CommitRequest): Promise<boolean> {
  const { row, outcome, unitOfWork } = request;
  const isWaiting = outcome.run.status === 'waiting';
  const changed = isWaiting ? await commitWait(tx, request) : await commitEnd(tx, request);
  if (changed === 0) return false;
  await unitOfWork.apply(tx);
  if (isWaiting) return true;
  if (row.parent !== null && (await resumeParent(tx, row.parent, request.now))) {
    request.errorWorkflows.onEntered(tx, row.parent);
  }
  if (outcome.run.data.resultData.error) await enterErrorWorkflow(tx, request);
  return true;
}

async function commitWait(tx: Transaction, { row, outcome, resumeOn }: CommitRequest): Promise<number> {
  const waitTill = outcome.run.waitTill?.getTime() ?? NEVER;
  const changed = await saveWait(tx, row.id, {
    node: outcome.lastNode ?? null,
    wakeAt: waitTill >= NEVER ? null : waitTill,
    state: encodeState(outcome.run.data),
  });
  await tx.run('DELETE FROM event_wait WHERE execution = ?', [row.id]);
  if (changed === 0 || row.contact === null) return changed;
  for (const type of resumeOn) {
    await tx.run('INSERT INTO event_wait (workspace, execution, contact, event_type) VALUES (?, ?, ?, ?)', [
      row.workspace,
      row.id,
      row.contact,
      type,
    ]);
  }
  return changed;
}

async function commitEnd(tx: Transaction, request: CommitRequest): Promise<number> {
  const { row, outcome, version, now } = request;
  const { run } = outcome;
  const failure = run.data.resultData.error ? runErrorOf(run) : undefined;
  await tx.run('DELETE FROM event_wait WHERE execution = ?', [row.id]);
  return await saveEnd(tx, row.id, {
    status: run.status === 'canceled' ? 'canceled' : failure ? 'error' : 'success',
    node: outcome.lastNode ?? null,
    stoppedAt: now,
    state: isKept(run, version, row.mode) ? encodeState(run.data) : null,
    errorCode: failure?.code ?? null,
    error: failure?.message ?? null,
  });
}

/** n8n's settings: save data of successful, failed and manual executions, all on unless said otherwise. */
function isKept(run: IRun, { settings }: RunnableVersion, mode: string): boolean {
  if (mode === 'manual') return settings.saveManualExecutions !== false;
  const setting = run.data.resultData.error ? settings.saveDataErrorExecution : settings.saveDataSuccessExecution;
  return setting !== 'none';
}
