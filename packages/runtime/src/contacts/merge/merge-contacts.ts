import { mergeConsents } from '../../consent';
import { holdContact, type Transaction } from '../../db';
import type { Publish } from '../../events';
import { CodedUserError } from '../../shared';
import { findContact, type Contact } from '../contact';
import { contactSnapshot } from '../contact-snapshot';
import { readFieldTimes, writeFieldTimes } from '../field-times';
import { traitValues } from '../update-contact';
import { mergeFields } from './merge-fields';
import { moveRows } from './move-rows';

export interface Merge {
  readonly workspace: number;
  /** The contact that stays. */
  readonly into: number;
  /** The contact that becomes part of it. */
  readonly from: number;
  readonly now: number;
}

export interface MergePorts {
  /** Makes one of what both are or were in: nobody goes through one journey twice at a time. */
  mergeEntries(tx: Transaction, merge: Merge): Promise<void>;
  /** Adds up the points of both. */
  mergeScores(tx: Transaction, merge: Merge): Promise<void>;
  readonly publish: Publish;
}

/**
 * Makes one contact of two. Everything that belongs to `from` belongs to `into` afterwards: identities, orders, events,
 * messages, executions with what they wait for, lists, tags, consents. Whoever still knows the id of `from` (a state of an
 * execution, a link in a mail) is led to the survivor.
 *
 * The same contacts merged in any order and direction give the same one, but for its id: of each field the value that
 * was set last, of two consents the stricter, of two memberships the older.
 * @throws CONTACT_NOT_FOUND, CONTACT_MERGE_INVALID
 */
export async function mergeContacts(tx: Transaction, merge: Merge, ports: MergePorts): Promise<Contact> {
  const { workspace, now } = merge;
  // Both in the order of their ids: two merges of the same contacts wait for each other.
  const [low, high] = [Math.min(merge.into, merge.from), Math.max(merge.into, merge.from)];
  await tx.lockContact(low);
  await tx.lockContact(high);
  const into = await holdContact(tx, merge.into);
  const from = await holdContact(tx, merge.from);
  if (into === from) throw new CodedUserError('CONTACT_MERGE_INVALID', 'Both are the same contact already.');
  const [kept, merged] = [await existing(tx, workspace, into), await existing(tx, workspace, from)];

  const { traits, attributes, createdAt, times } = mergeFields(
    { contact: kept, times: await readFieldTimes(tx, into) },
    { contact: merged, times: await readFieldTimes(tx, from) },
  );
  await moveRows(tx, from, into);
  await mergeConsents(tx, { workspace, into, from, now });
  await ports.mergeEntries(tx, { workspace, into, from, now });
  await ports.mergeScores(tx, { workspace, into, from, now });
  await tx.run(
    `UPDATE contact SET first_name = ?, last_name = ?, email = ?, phone = ?, locale = ?, country = ?, time_zone = ?,
      attributes = ?, created_at = ?, updated_at = ? WHERE id = ?`,
    [...traitValues(traits), JSON.stringify(attributes), createdAt, now, into],
  );
  await writeFieldTimes(tx, into, times);
  await leaveTrace(tx, { workspace, into, from, now });
  const contact: Contact = { ...kept, ...traits, attributes, createdAt, updatedAt: now };
  const payload = { contact: contactSnapshot(contact), merged: { id: from } };
  await ports.publish(tx, { workspace, type: 'contact.merged', contact: into, payload });
  return contact;
}

async function existing(tx: Transaction, workspace: number, id: number): Promise<Contact> {
  const contact = await findContact(tx, workspace, id);
  if (!contact) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
  return contact;
}

/** Leads from the old id to the survivor, also for those who were merged into the old one before. */
async function leaveTrace(tx: Transaction, { workspace, into, from, now }: Merge): Promise<void> {
  await tx.run('UPDATE contact_merge SET survivor = ? WHERE survivor = ?', [into, from]);
  await tx.run('INSERT INTO contact_merge (merged, workspace, survivor, merged_at) VALUES (?, ?, ?, ?)', [
    from,
    workspace,
    into,
    now,
  ]);
  await tx.run('DELETE FROM contact WHERE id = ?', [from]);
}
