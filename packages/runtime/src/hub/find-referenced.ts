import { normalizeEmail, normalizePhone } from '../contacts';
import { survivorOf, type Queries } from '../db';
import type { ContactReference } from './hub-requests';

/** The id of the contact that a node means: the first of id, e-mail and phone that is given; null where nobody is known by it. */
export async function findReferenced(
  queries: Queries,
  workspace: number,
  { id, email, phone }: ContactReference,
): Promise<number | null> {
  if (id !== undefined) {
    // Nobody keeps the row of one who became part of another.
    if (await isThere(queries, workspace, id)) return id;
    const survivor = await survivorOf(queries, id);
    return survivor !== id && (await isThere(queries, workspace, survivor)) ? survivor : null;
  }
  const [kind, value] = email ? ['email', normalizeEmail(email)] : ['phone', normalizePhone(phone, null)];
  const row = await queries.get<{ contact: number }>(
    'SELECT contact FROM contact_identity WHERE workspace = ? AND kind = ? AND value = ?',
    [workspace, kind, value ?? ''],
  );
  return row?.contact ?? null;
}

async function isThere(queries: Queries, workspace: number, id: number): Promise<boolean> {
  return (await queries.get('SELECT 1 FROM contact WHERE workspace = ? AND id = ?', [workspace, id])) !== undefined;
}
