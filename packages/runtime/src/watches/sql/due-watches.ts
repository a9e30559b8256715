import type { Queries, Transaction } from '../../db';
import type { Watch } from '../watch';

const COLUMNS = 'id, workspace, type, subject, minutes, event, since_at AS "sinceAt", due_at AS "dueAt"';

/** What is due, the longest due first. */
export async function findDue(queries: Queries, now: number, limit: number): Promise<Watch[]> {
  return await queries.all<Watch>(`SELECT ${COLUMNS} FROM watch WHERE due_at <= ? ORDER BY due_at, id LIMIT ?`, [
    now,
    limit,
  ]);
}

/** Takes a watch out. @returns undefined where it is not due any more, or somebody else has taken it */
export async function takeDue(tx: Transaction, id: number, now: number): Promise<Watch | undefined> {
  return await tx.get<Watch>(`DELETE FROM watch WHERE id = ? AND due_at <= ? RETURNING ${COLUMNS}`, [id, now]);
}

/** Whether a subject is watched on. */
export async function isWatched(
  tx: Transaction,
  { workspace, type, subject, minutes }: Omit<Watch, 'id' | 'event' | 'sinceAt' | 'dueAt'>,
): Promise<boolean> {
  const row = await tx.get('SELECT id FROM watch WHERE workspace = ? AND type = ? AND subject = ? AND minutes = ?', [
    workspace,
    type,
    subject,
    minutes,
  ]);
  return row !== undefined;
}

/** Puts off what cannot be told of now. */
export async function putOff(tx: Transaction, id: number, dueAt: number): Promise<void> {
  await tx.run('UPDATE watch SET due_at = ? WHERE id = ?', [dueAt, id]);
}
