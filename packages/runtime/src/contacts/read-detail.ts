import { consentsOf, type ConsentState } from '../consent';
import type { entities, Queries } from '../db';
import type { Contact } from './contact';
import { listsOf, type List } from './lists/memberships';
import { tagsOf } from './lists/tags';

/** A way to recognise a contact that somebody else has, who was seen with it first. */
export interface Conflict {
  readonly kind: entities.IdentityKind;
  readonly value: string;
  /** Whose it is. */
  readonly owner: number;
  readonly seenAt: number;
}

/** A contact with all that is known of them besides what happened. */
export interface ContactDetail extends Contact {
  readonly identities: ReadonlyArray<{ readonly kind: entities.IdentityKind; readonly value: string }>;
  readonly lists: ReadonlyArray<List & { readonly joinedAt: number }>;
  readonly tags: readonly string[];
  readonly consents: readonly ConsentState[];
  readonly conflicts: readonly Conflict[];
}

export async function readDetail(queries: Queries, contact: Contact): Promise<ContactDetail> {
  const { id } = contact;
  return {
    ...contact,
    identities: await queries.all('SELECT kind, value FROM contact_identity WHERE contact = ? ORDER BY kind, value', [
      id,
    ]),
    lists: await listsOf(queries, id),
    tags: await tagsOf(queries, id),
    consents: await consentsOf(queries, id),
    conflicts: await queries.all(
      `SELECT kind, value, owner, seen_at AS "seenAt" FROM identity_conflict WHERE contact = ? ORDER BY kind, value`,
      [id],
    ),
  };
}
