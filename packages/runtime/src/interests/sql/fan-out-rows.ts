import type { Queries, Transaction } from '../../db';
import type { TriggerFilter } from '../../events';

/** An event of a product on its way to the contacts that one trigger means. Instants are UTC epoch ms. */
export interface FanOut {
  readonly id: number;
  readonly workspace: number;
  readonly event: number;
  readonly audience: string;
  readonly filter: TriggerFilter;
  /** Contacts up to this id have been told, or passed over. */
  readonly afterContact: number;
}

type Row = Omit<FanOut, 'filter'> & { readonly filter: string };

export async function insertFanOut(
  tx: Transaction,
  { workspace, event, audience, filter }: Omit<FanOut, 'id' | 'afterContact'>,
  now: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO fan_out (workspace, event, audience, filter, after_contact, due_at, created_at) VALUES (?, ?, ?, ?, 0, ?, ?)
      ON CONFLICT (event, audience) DO NOTHING`,
    [workspace, event, audience, JSON.stringify(filter), now, now],
  );
}

export async function findDueFanOuts(queries: Queries, now: number, limit: number): Promise<FanOut[]> {
  const rows = await queries.all<Row>(
    `SELECT id, workspace, event, audience, filter, after_contact AS "afterContact"
      FROM fan_out WHERE due_at <= ? ORDER BY due_at, id LIMIT ?`,
    [now, limit],
  );
  return rows.map((row) => ({ ...row, filter: JSON.parse(row.filter) as TriggerFilter }));
}

/** Goes on to a contact. @returns false where another process has gone on meanwhile */
export async function advanceFanOut(
  tx: Transaction,
  { id, afterContact }: Pick<FanOut, 'id' | 'afterContact'>,
  to: { readonly contact: number; readonly dueAt: number },
): Promise<boolean> {
  const changed = await tx.run('UPDATE fan_out SET after_contact = ?, due_at = ? WHERE id = ? AND after_contact = ?', [
    to.contact,
    to.dueAt,
    id,
    afterContact,
  ]);
  return changed > 0;
}

export async function putOffFanOut(tx: Transaction, id: number, dueAt: number): Promise<void> {
  await tx.run('UPDATE fan_out SET due_at = ? WHERE id = ?', [dueAt, id]);
}

/** @param afterContact how far it had come when nobody was left: somebody else may have gone on meanwhile */
export async function deleteFanOut(
  tx: Transaction,
  { id, afterContact }: Pick<FanOut, 'id' | 'afterContact'>,
): Promise<void> {
  await tx.run('DELETE FROM fan_out WHERE id = ? AND after_contact = ?', [id, afterContact]);
}
