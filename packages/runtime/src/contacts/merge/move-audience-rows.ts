import type { Transaction } from '../../db';

/** What rules have made of a contact. */
export const AUDIENCE_TABLES = [
  'segment_member',
  'split_assignment',
  'rfm',
  'next_purchase',
  'intake_member',
  'date_due',
] as const;

/**
 * Gives the survivor of a merge what rules made of the other contact: the older membership of a segment (whether they
 * still belong to it is asked anew), at an A/B split the way that was taken first, and of two turns at a trigger the one
 * that is over: nobody is taken in twice. When they reach dates is computed anew.
 */
export async function moveAudienceRows(tx: Transaction, from: number, into: number): Promise<void> {
  await tx.run(
    `INSERT INTO segment_member (segment, contact, workspace, joined_at)
      SELECT segment, ?, workspace, joined_at FROM segment_member WHERE contact = ?
      ON CONFLICT (segment, contact) DO UPDATE SET joined_at = excluded.joined_at
      WHERE excluded.joined_at < segment_member.joined_at`,
    [into, from],
  );
  await tx.run(
    `INSERT INTO split_assignment (test, contact, workspace, variant, assigned_at)
      SELECT test, ?, workspace, variant, assigned_at FROM split_assignment WHERE contact = ?
      ON CONFLICT (test, contact) DO UPDATE SET variant = excluded.variant, assigned_at = excluded.assigned_at
      WHERE excluded.assigned_at < split_assignment.assigned_at`,
    [into, from],
  );
  await tx.run(
    `INSERT INTO intake_member (intake, contact, workspace, outcome)
      SELECT intake, ?, workspace, outcome FROM intake_member WHERE contact = ?
      ON CONFLICT (intake, contact) DO UPDATE SET outcome = COALESCE(intake_member.outcome, excluded.outcome)`,
    [into, from],
  );
  // What is worked out from all orders is worked out anew tonight: until then the survivor's counts.
  for (const table of ['rfm', 'next_purchase'])
    await tx.run(
      `UPDATE ${table} SET contact = ? WHERE contact = ? AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.contact = ?)`,
      [into, from, into],
    );
  for (const table of AUDIENCE_TABLES) await tx.run(`DELETE FROM ${table} WHERE contact = ?`, [from]);
}
