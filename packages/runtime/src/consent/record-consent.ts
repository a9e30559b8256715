import type { Transaction } from '../db';
import type { ConsentState, ConsentStatement } from './consent';
import { nextState } from './next-state';
import { consentOf } from './read-consents';

/** Tells that a consent begins or ends to count, or that the contact is asked to confirm it. */
export type ConsentChanged = (tx: Transaction, statement: ConsentStatement) => Promise<void>;

/**
 * Writes a statement into the ledger and, in the same transaction, how the consent stands after it. One with a
 * reference that is there already is the same statement heard of again, and changes nothing.
 * @param changed called where the consent is granted or withdrawn by it, and each time that it waits to be confirmed
 * @returns how the consent stands now; undefined where the statement was known
 */
export async function recordConsent(
  tx: Transaction,
  statement: ConsentStatement,
  changed: ConsentChanged,
): Promise<ConsentState | undefined> {
  await tx.lockContact(statement.contact);
  if (!(await insertEntry(tx, statement))) return undefined;
  const current = await consentOf(tx, statement.contact, statement);
  const next = nextState(current, statement);
  if (!next) return current;
  await storeState(tx, statement, next);
  if (next.status !== current?.status || next.status === 'pending') await changed(tx, statement);
  return next;
}

/** @returns false where the reference is known */
export async function insertEntry(tx: Transaction, statement: ConsentStatement): Promise<boolean> {
  const { proof = null, ip = null, wording = null, reference = null } = statement;
  const inserted = await tx.run(
    `INSERT INTO consent_entry (workspace, contact, channel, purpose, status, basis, source, at, recorded_at, ip, wording,
      proof, reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace, reference, channel, purpose) WHERE reference IS NOT NULL DO NOTHING`,
    [
      ...[statement.workspace, statement.contact, statement.channel, statement.purpose, statement.status],
      ...[statement.basis, statement.source, statement.at, statement.recordedAt, ip, wording],
      ...[proof === null ? null : JSON.stringify(proof), reference],
    ],
  );
  return inserted > 0;
}

export async function storeState(
  tx: Transaction,
  { workspace, contact }: { readonly workspace: number; readonly contact: number },
  { channel, purpose, status, basis, sinceAt }: ConsentState,
): Promise<void> {
  await tx.run(
    `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (contact, channel, purpose) DO UPDATE SET status = excluded.status, basis = excluded.basis,
        since_at = excluded.since_at`,
    [contact, channel, purpose, workspace, status, basis, sinceAt],
  );
}
