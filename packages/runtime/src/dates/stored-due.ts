import type { Queries, Transaction } from '../db';
import type { StoredDue } from './next-due';
import type { Occurrence } from './next-occurrence';

type StoredRow = StoredDue & { readonly watch: number; readonly contact: number };

const SELECT = 'SELECT watch, contact, due_at AS "dueAt", on_day AS "on" FROM date_due';

/** When a contact reaches what is watched, by watch. */
export async function dueOfContact(queries: Queries, contact: number): Promise<Map<number, StoredDue>> {
  const rows = await queries.all<StoredRow>(`${SELECT} WHERE contact = ?`, [contact]);
  return new Map(rows.map((row) => [row.watch, row]));
}

/** When contacts from one id to another reach a date, by contact. */
export async function dueOfContacts(
  queries: Queries,
  watch: number,
  { after, to }: { readonly after: number; readonly to: number },
): Promise<Map<number, StoredDue>> {
  const values = [watch, after, to];
  const rows = await queries.all<StoredRow>(`${SELECT} WHERE watch = ? AND contact > ? AND contact <= ?`, values);
  return new Map(rows.map((row) => [row.contact, row]));
}

/** What is due at an instant, oldest first. Found by an index: costs what is due, whatever else is written down. */
export async function dueAt(queries: Queries, now: number, limit: number): Promise<StoredRow[]> {
  return await queries.all<StoredRow>(`${SELECT} WHERE due_at <= ? ORDER BY due_at LIMIT ${limit}`, [now]);
}

/** Writes down when a contact reaches a date next, or that they do not any more. */
export async function writeDue(
  tx: Transaction,
  { watch, contact, workspace }: { readonly watch: number; readonly contact: number; readonly workspace: number },
  stored: StoredDue | undefined,
  next: Pick<Occurrence, 'dueAt' | 'on'> | undefined,
): Promise<void> {
  if (next?.dueAt === stored?.dueAt && next?.on === stored?.on) return;
  if (!next) {
    await tx.run('DELETE FROM date_due WHERE watch = ? AND contact = ?', [watch, contact]);
    return;
  }
  await tx.run(
    `INSERT INTO date_due (watch, contact, workspace, due_at, on_day) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (watch, contact) DO UPDATE SET due_at = excluded.due_at, on_day = excluded.on_day`,
    [watch, contact, workspace, next.dueAt, next.on],
  );
}
