import type { entities, Transaction } from '../../db';
import type { Publish } from '../../events';
import { CodedUserError } from '../../shared';
import type { Attribute } from '../attributes';
import type { ContactFields } from '../check-fields';
import type { Contact } from '../contact';
import { attachIdentity } from '../contact-identities';
import { contactSnapshot } from '../contact-snapshot';
import { touchFields } from '../field-times';
import { traitValues } from '../update-contact';
import { changedContact } from './changed-contact';
import { changesBetween } from './changes-between';

export interface ContactChanges extends ContactFields {
  /** By name; null takes one away, what is left out stays. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface PatchContext {
  readonly now: number;
  /** The custom fields of the workspace. */
  readonly attributes: readonly Attribute[];
  readonly publish: Publish;
}

/**
 * Changes what is named of a contact, and publishes `contact.updated` where that changes anything: waits and rules may
 * look at any field. Another e-mail or phone takes the place of the one before, which belongs to nobody then.
 * @throws CONTACT_INVALID, IDENTITY_TAKEN, ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID
 */
export async function patchContact(
  tx: Transaction,
  contact: Contact,
  changes: ContactChanges,
  context: PatchContext,
): Promise<Contact> {
  const changed = changedContact(contact, changes, context.attributes);
  const touched = touchedFields(contact, changed);
  if (touched.length === 0) return contact;
  await replaceIdentity(tx, contact, 'email', changed.email, context.now);
  await replaceIdentity(tx, contact, 'phone', changed.phone, context.now);
  changed.updatedAt = context.now;
  await tx.run(
    `UPDATE contact SET first_name = ?, last_name = ?, email = ?, phone = ?, locale = ?, country = ?, time_zone = ?,
      attributes = ?, updated_at = ? WHERE id = ?`,
    [...traitValues(changed), JSON.stringify(changed.attributes), context.now, contact.id],
  );
  await touchFields(tx, contact.id, touched, context.now);
  return changed;
}

/** Tells that a contact is new, or not what it was `before`. */
export async function publishChange(
  publish: Publish,
  tx: Transaction,
  type: 'contact.created' | 'contact.updated',
  contact: Contact,
  before?: Contact,
): Promise<void> {
  const { workspace, id } = contact;
  const changes = before && { changes: changesBetween(before, contact) };
  await publish(tx, { workspace, type, contact: id, payload: { contact: contactSnapshot(contact), ...changes } });
}

function touchedFields(before: Contact, after: Contact): string[] {
  const { attributes = {}, ...fields } = changesBetween(before, after);
  return [...Object.keys(fields), ...Object.keys(attributes).map((name) => `attributes.${name}`)];
}

async function replaceIdentity(
  tx: Transaction,
  { id, workspace, ...before }: Contact,
  kind: Extract<entities.IdentityKind, 'email' | 'phone'>,
  value: string | null,
  now: number,
): Promise<void> {
  if (value === before[kind]) return;
  if (value !== null && !(await attachIdentity(tx, { workspace, contact: id, now }, { kind, value }))) {
    const owner = await tx.get<{ contact: number }>(
      'SELECT contact FROM contact_identity WHERE workspace = ? AND kind = ? AND value = ?',
      [workspace, kind, value],
    );
    if (owner?.contact !== id) {
      const message = `The ${kind} belongs to contact ${owner?.contact ?? '?'}. Merge the two if they are one person.`;
      throw new CodedUserError('IDENTITY_TAKEN', message, { kind, contact: owner?.contact });
    }
  }
  await tx.run('DELETE FROM contact_identity WHERE contact = ? AND kind = ? AND value = ?', [id, kind, before[kind]]);
}
