import type { ITaskData } from 'n8n-workflow';

import { holdContact, type Transaction } from '../db';
import { recordRun } from '../journeys';
import type { RunnableVersion } from '../workflows';
import type { EncodedOutcome } from './encode-outcome';
import { enterErrorWorkflow, type ErrorWorkflows } from './error-workflow';
import type { ExecutionRow } from './execution-row';
import { resumeParent } from './resume-parent';
import { runErrorOf } from './run-error';
import { saveEnd, saveWait } from './sql/save-execution';
import type { UnitOfWork } from './unit-of-work';
import type { VersionCache } from './version-cache';
import { armWait, disarm, storeArms, type LookBack, type Wait } from './waits';

/** n8n writes "until called" as a day in the year 3000. */
const NEVER = Date.UTC(2999, 0, 1);

export interface CommitRequest extends EncodedOutcome {
  readonly row: Pick<
    ExecutionRow,
    'id' | 'workspace' | 'mode' | 'contact' | 'parent' | 'retry_of' | 'lease_owner' | 'armed_for' | 'started_at'
  >;
  readonly version: RunnableVersion;
  readonly unitOfWork: UnitOfWork;
  /** What nodes did in earlier stretches. */
  readonly earlier?: ReadonlySet<ITaskData>;
  /** What it waits for, where there are several ways out of the wait. */
  readonly wait: Wait | undefined;
  readonly lookBack: LookBack;
  readonly now: number;
  readonly errorWorkflows: ErrorWorkflows;
  readonly versions: Pick<VersionCache, 'get'>;
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
  if (row.parent !== null) await goOnWithParent(tx, row.parent, request);
  if (outcome.run.data.resultData.error) await enterErrorWorkflow(tx, request);
  return true;
}

/** A sub-workflow's data is needed until its caller has taken its output, also where it is not to be kept. */
async function goOnWithParent(
  tx: Transaction,
  parent: number,
  { isKept, version, ...request }: CommitRequest,
): Promise<void> {
  if (!(await resumeParent(tx, parent, request))) return;
  request.errorWorkflows.onEntered(tx, parent);
  if (isKept) return;
  const ended = 'parent = ? AND version = ? AND stopped_at IS NOT NULL';
  await tx.run(`UPDATE execution SET state = NULL WHERE ${ended}`, [parent, version.id]);
}

async function commitWait(tx: Transaction, request: CommitRequest): Promise<number> {
  const { row, outcome, lookBack, state, now } = request;
  const wait = request.wait && (await ofSurvivor(tx, request.wait));
  const waitTill = outcome.run.waitTill?.getTime() ?? NEVER;
  const armed =
    wait &&
    (await armWait(tx, wait, {
      workspace: row.workspace,
      execution: row.id,
      lookBack,
      enteredAt: row.started_at,
      now,
    }));
  const armedFor = armed && armed.arms.length > 0 ? wait.contact : null;
  const wakeAt = armed?.wakeAt ?? (waitTill >= NEVER ? null : waitTill);
  const rest = {
    node: outcome.lastNode ?? null,
    wakeAt,
    wakeBy: armed ? JSON.stringify(armed.wakeBy) : null,
    armedFor,
    state,
    ledger: ledgerOf(request, { wakeAt }),
  };
  const changed = await saveWait(tx, row.id, rest, row.lease_owner);
  if (changed === 0) return 0;
  if (row.armed_for !== null) await disarm(tx, row.id, row.armed_for);
  if (armed && armedFor !== null) {
    await storeArms(tx, { execution: row.id, contact: armedFor }, armed.arms);
  }
  return changed;
}

/** Who was merged while the execution ran waits as the contact that they are part of now. */
async function ofSurvivor(tx: Transaction, wait: Wait): Promise<Wait> {
  return wait.contact === null ? wait : { ...wait, contact: await holdContact(tx, wait.contact) };
}

async function commitEnd(tx: Transaction, request: CommitRequest): Promise<number> {
  const { row, outcome, state, now } = request;
  const { run } = outcome;
  const failure = run.data.resultData.error ? runErrorOf(run) : undefined;
  const end = {
    status: run.status === 'canceled' ? ('canceled' as const) : failure ? ('error' as const) : ('success' as const),
    node: outcome.lastNode ?? null,
    stoppedAt: now,
    state,
    errorCode: failure?.code ?? null,
    error: failure?.message ?? null,
    ledger: ledgerOf(request, { errorCode: failure?.code }),
  };
  const changed = await saveEnd(tx, row.id, end, row.lease_owner);
  if (changed > 0 && row.armed_for !== null) await disarm(tx, row.id, row.armed_for);
  return changed;
}

function ledgerOf(
  { outcome, row, unitOfWork, ...request }: CommitRequest,
  { wakeAt = null, errorCode }: { wakeAt?: number | null; errorCode?: string },
): string {
  const noteOf = (node: string, visit: number) => unitOfWork.noteOf(row.id, node, visit);
  const { version, earlier, now: at } = request;
  return recordRun({ ...outcome, version, earlier, at, wakeAt, errorCode, noteOf });
}
