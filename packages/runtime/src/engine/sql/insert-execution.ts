import type { WorkflowExecuteMode } from 'n8n-workflow';

import { entryKey, holdContact, type Transaction } from '../../db';
import { CodedUnexpectedError } from '../../shared';
import type { RunnableVersion } from '../../workflows';

export interface NewExecution {
  readonly version: RunnableVersion;
  readonly mode: WorkflowExecuteMode;
  /** The node that it begins with. */
  readonly node: string;
  /** When it is due; null where the caller runs it by id. */
  readonly wakeAt: number | null;
  readonly startedAt: number;
  /** Null where it begins with the payload of `event`. */
  readonly state: Uint8Array | null;
  readonly contact?: number | null;
  readonly event?: number | null;
  /** A second entry with the same key is refused. */
  readonly entryKey?: string | null;
  readonly parent?: number | null;
  readonly retryOf?: number | null;
}

/** @returns the new id, or undefined where the workflow was entered with this key before */
export async function insertExecution(tx: Transaction, execution: NewExecution): Promise<number | undefined> {
  const { version, contact = null } = execution;
  const row = await tx.get<{ id: number }>(
    `INSERT INTO execution (workspace, workflow, version, status, mode, node, wake_at, contact, event, entry_key, parent, retry_of, attempts, started_at, state)
     VALUES (?, ?, ?, 'new', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
     ON CONFLICT (entry_key) WHERE entry_key IS NOT NULL DO NOTHING RETURNING id`,
    [
      version.workspace,
      version.workflow,
      version.id,
      execution.mode,
      execution.node,
      execution.wakeAt,
      contact === null ? null : await holdContact(tx, contact),
      execution.event ?? null,
      typeof execution.entryKey === 'string' ? entryKey(version.workflow, execution.entryKey) : null,
      execution.parent ?? null,
      execution.retryOf ?? null,
      execution.startedAt,
      execution.state,
    ],
  );
  return row?.id;
}

/** Inserts an execution that nothing can refuse, because it has no entry key. @returns its id */
export async function insertUnkeyedExecution(
  tx: Transaction,
  execution: Omit<NewExecution, 'entryKey'>,
): Promise<number> {
  const id = await insertExecution(tx, execution);
  if (id === undefined) throw new CodedUnexpectedError('INTERNAL', 'An execution without an entry key was refused.');
  return id;
}
