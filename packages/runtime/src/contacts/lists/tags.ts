import type { Queries, Transaction } from '../../db';
import { CodedUserError } from '../../shared';

const LONGEST_TAG = 100;

/** A tag as it is stored: trimmed, white space in it single. @throws TAG_INVALID */
export function checkTag(text: string): string {
  const tag = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (tag !== '' && tag.length <= LONGEST_TAG) return tag;
  throw new CodedUserError('TAG_INVALID', `A tag has 1 to ${LONGEST_TAG} characters.`);
}

export async function tagsOf(queries: Queries, contact: number): Promise<string[]> {
  const rows = await queries.all<{ tag: string }>('SELECT tag FROM contact_tag WHERE contact = ? ORDER BY tag', [
    contact,
  ]);
  return rows.map(({ tag }) => tag);
}

/** All tags of a workspace with how many contacts have them. */
export async function countTags(
  queries: Queries,
  workspace: number,
): Promise<Array<{ tag: string; contacts: number }>> {
  return await queries.all<{ tag: string; contacts: number }>(
    'SELECT tag, COUNT(*) AS contacts FROM contact_tag WHERE workspace = ? GROUP BY tag ORDER BY tag',
    [workspace],
  );
}

/** @returns whether the contact did not have it */
export async function insertTag(
  tx: Transaction,
  { workspace, contact, tag, now }: { workspace: number; contact: number; tag: string; now: number },
): Promise<boolean> {
  const inserted = await tx.run(
    'INSERT INTO contact_tag (contact, tag, workspace, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (contact, tag) DO NOTHING',
    [contact, tag, workspace, now],
  );
  return inserted > 0;
}

/** @returns whether the contact had it */
export async function deleteTag(tx: Transaction, contact: number, tag: string): Promise<boolean> {
  return (await tx.run('DELETE FROM contact_tag WHERE contact = ? AND tag = ?', [contact, tag])) > 0;
}
