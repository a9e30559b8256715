import type { Transaction } from '../db';
import type { Intake } from './intake';

const STEP = 2_000;

/** Where the members of lists and segments stand. */
export const MEMBER_TABLES = { list: 'list_member', segment: 'segment_member' } as const;

/**
 * Notes the next members who are to be taken in; whoever was before stays as they are. In steps, so that neither memory
 * nor the event loop feels how many there are.
 * @returns whether nothing is left to do
 */
export async function copyMembers(tx: Transaction, { id, kind, audience }: Intake, now: number): Promise<boolean> {
  // Another process may copy them too: the row is held until this step is stored.
  await tx.run('UPDATE intake SET copied_to = copied_to WHERE id = ?', [id]);
  const row = await tx.get<{ status: string; copiedTo: number | null }>(
    'SELECT status, copied_to AS "copiedTo" FROM intake WHERE id = ?',
    [id],
  );
  if (!row || row.copiedTo === null || (row.status !== 'copying' && row.status !== 'waiting')) return true;
  const from = `FROM ${MEMBER_TABLES[kind]} WHERE ${kind} = ? AND contact > ? ORDER BY contact`;
  const last = await tx.get<{ contact: number }>(`SELECT contact ${from} LIMIT 1 OFFSET ${STEP - 1}`, [
    audience,
    row.copiedTo,
  ]);
  await tx.run(
    `INSERT INTO intake_member (intake, contact, workspace) SELECT CAST(? AS BIGINT), contact, workspace ${from} LIMIT ${STEP}
     ON CONFLICT (intake, contact) DO NOTHING`,
    [id, audience, row.copiedTo],
  );
  const status = last ? 'copying' : 'running';
  await tx.run('UPDATE intake SET copied_to = ?, status = ?, next_at = ? WHERE id = ?', [
    last?.contact ?? null,
    status,
    now,
    id,
  ]);
  return !last;
}
