import type { entities, Queries, Transaction } from '../../db';
import { CodedUserError } from '../../shared';

export type List = Omit<entities.List, 'workspace'>;

/** @throws LIST_NOT_FOUND */
export async function findList(queries: Queries, workspace: number, id: string): Promise<List> {
  const list = await queries.get<List>(
    `SELECT id, name, created_at AS "createdAt" FROM list WHERE workspace = ? AND id = ?`,
    [workspace, id],
  );
  if (list) return list;
  throw new CodedUserError('LIST_NOT_FOUND', `There is no list with the id "${id}".`, { list: id });
}

/** The list that a person means by its id or by its name; the id counts first. */
export async function findListCalled(queries: Queries, workspace: number, called: string): Promise<List | undefined> {
  return await queries.get<List>(
    `SELECT id, name, created_at AS "createdAt" FROM list WHERE workspace = ? AND (id = ? OR name = ?)
      ORDER BY CASE WHEN id = ? THEN 0 ELSE 1 END LIMIT 1`,
    [workspace, called, called, called],
  );
}

/** The lists that a contact is in. */
export async function listsOf(queries: Queries, contact: number): Promise<Array<List & { joinedAt: number }>> {
  return await queries.all(
    `SELECT list.id, list.name, list.created_at AS "createdAt", list_member.joined_at AS "joinedAt"
      FROM list_member JOIN list ON list.id = list_member.list WHERE list_member.contact = ? ORDER BY list.name`,
    [contact],
  );
}

/** @returns whether the contact was not in it */
export async function insertMember(
  tx: Transaction,
  member: { workspace: number; list: string; contact: number; source: string; now: number },
): Promise<boolean> {
  const { workspace, list, contact, source, now } = member;
  const inserted = await tx.run(
    `INSERT INTO list_member (list, contact, workspace, joined_at, source) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (list, contact) DO NOTHING`,
    [list, contact, workspace, now, source],
  );
  return inserted > 0;
}

/** @returns whether the contact was in it */
export async function deleteMember(tx: Transaction, list: string, contact: number): Promise<boolean> {
  return (await tx.run('DELETE FROM list_member WHERE list = ? AND contact = ?', [list, contact])) > 0;
}
