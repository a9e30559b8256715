import { sql, whom } from '../audiences';
import type { Transaction } from '../db';
import { SEGMENT_COLUMNS, toSegment, type Segment, type SegmentRow } from './segment';

/** So many contacts are settled in one transaction: the event loop is held up for a few milliseconds. */
const STEP = 1_000;

/**
 * Settles the next contacts of a segment whose rule is new.
 * @returns whether nothing is left to do
 */
export async function fillSegment(tx: Transaction, id: string, now: number): Promise<boolean> {
  // Another process may fill the same segment: the row is held until this step is stored.
  await tx.run('UPDATE segment SET filled_to = filled_to WHERE id = ?', [id]);
  const row = await tx.get<SegmentRow>(`SELECT ${SEGMENT_COLUMNS} FROM segment WHERE id = ?`, [id]);
  if (!row || row.filledTo === null) return true;
  const { filledTo, ...segment } = toSegment(row);
  const from = filledTo ?? 0;
  const last = await lastOfStep(tx, segment.workspace, from);
  const range = { from, to: last ?? Number.MAX_SAFE_INTEGER };
  await settle(tx, segment, range, now);
  await tx.run('UPDATE segment SET filled_to = ? WHERE id = ?', [last ?? null, id]);
  return last === undefined;
}

async function settle(
  tx: Transaction,
  { id, workspace, rule }: Pick<Segment, 'id' | 'workspace' | 'rule'>,
  { from, to }: { from: number; to: number },
  now: number,
): Promise<void> {
  const holding = sql`FROM contact c WHERE c.id > ${from} AND c.id <= ${to} AND ${await whom(tx, rule, { workspace, asOf: now })}`;
  const gone = sql`DELETE FROM segment_member WHERE segment = ${id} AND contact > ${from} AND contact <= ${to}
    AND contact NOT IN (SELECT c.id ${holding})`;
  const come = sql`INSERT INTO segment_member (segment, contact, workspace, joined_at)
    SELECT ${id}, c.id, c.workspace, ${now} ${holding} ON CONFLICT (segment, contact) DO NOTHING`;
  await tx.run(gone.text, gone.parameters);
  await tx.run(come.text, come.parameters);
}

/** The id of the last contact of a step; undefined for the last step. */
async function lastOfStep(tx: Transaction, workspace: number, from: number): Promise<number | undefined> {
  const row = await tx.get<{ id: number }>(
    `SELECT id FROM contact WHERE workspace = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ${STEP - 1}`,
    [workspace, from],
  );
  return row?.id;
}
