import type { Transaction } from '../../db';
import { AUDIENCE_TABLES, moveAudienceRows } from './move-audience-rows';

/** Rows that only have to name another contact. */
const MOVED = [
  'contact_identity',
  'orders',
  'cart',
  'event',
  'execution',
  'wait_arm',
  'message',
  'message_click',
  'pending_entry',
  'refused_entry',
  'score_entry',
  'score_hand_over',
  'form_submission',
  'coupon',
] as const;

/** Points: `MergePorts.mergeScores` makes one of what both have. */
const SCORE_TABLES = ['score', 'score_standing', 'score_holding'] as const;

/** Every table that names a contact, for the test that finds those that were forgotten here. */
export const TABLES_OF_CONTACTS: readonly string[] = [
  ...MOVED,
  ...AUDIENCE_TABLES,
  ...SCORE_TABLES,
  'interest',
  'service_window',
  'list_member',
  'contact_tag',
  'identity_conflict',
  'consent',
  'consent_entry',
];

/** Gives everything that belongs to a contact to another one, but for what both can have: consents, entries of journeys. */
export async function moveRows(tx: Transaction, from: number, into: number): Promise<void> {
  for (const table of MOVED) await tx.run(`UPDATE ${table} SET contact = ? WHERE contact = ?`, [into, from]);
  await tx.run('UPDATE execution SET armed_for = ? WHERE armed_for = ?', [into, from]);
  await moveMemberships(tx, from, into);
  await moveTags(tx, from, into);
  await moveConflicts(tx, from, into);
  await moveAudienceRows(tx, from, into);
  await moveInterests(tx, from, into);
  await moveServiceWindows(tx, from, into);
}

/** Of two memberships of one list the older one stays. */
async function moveMemberships(tx: Transaction, from: number, into: number): Promise<void> {
  const isOlder = '(excluded.joined_at, excluded.source) < (list_member.joined_at, list_member.source)';
  await tx.run(
    `INSERT INTO list_member (list, contact, workspace, joined_at, source)
      SELECT list, ?, workspace, joined_at, source FROM list_member WHERE contact = ?
      ON CONFLICT (list, contact) DO UPDATE SET joined_at = excluded.joined_at, source = excluded.source WHERE ${isOlder}`,
    [into, from],
  );
  await tx.run('DELETE FROM list_member WHERE contact = ?', [from]);
}

async function moveTags(tx: Transaction, from: number, into: number): Promise<void> {
  await tx.run(
    `INSERT INTO contact_tag (contact, tag, workspace, added_at) SELECT ?, tag, workspace, added_at FROM contact_tag WHERE contact = ?
      ON CONFLICT (contact, tag) DO UPDATE SET added_at = excluded.added_at WHERE excluded.added_at < contact_tag.added_at`,
    [into, from],
  );
  await tx.run('DELETE FROM contact_tag WHERE contact = ?', [from]);
}

/** Of two interests in one product the later one counts. */
async function moveInterests(tx: Transaction, from: number, into: number): Promise<void> {
  await tx.run(
    `INSERT INTO interest (workspace, product, contact, kind, shop, last_at)
      SELECT workspace, product, ?, kind, shop, last_at FROM interest WHERE contact = ?
      ON CONFLICT (workspace, product, contact, kind, shop) DO UPDATE SET last_at = excluded.last_at
      WHERE excluded.last_at > interest.last_at`,
    [into, from],
  );
  await tx.run('DELETE FROM interest WHERE contact = ?', [from]);
}

/** Of two windows of one sender the one that is open longer stays. */
async function moveServiceWindows(tx: Transaction, from: number, into: number): Promise<void> {
  await tx.run(
    `INSERT INTO service_window (sender, contact, workspace, reply, closes_at)
      SELECT sender, ?, workspace, reply, closes_at FROM service_window WHERE contact = ?
      ON CONFLICT (sender, contact) DO UPDATE SET reply = excluded.reply, closes_at = excluded.closes_at
      WHERE excluded.closes_at > service_window.closes_at`,
    [into, from],
  );
  await tx.run('DELETE FROM service_window WHERE contact = ?', [from]);
}

/** What the two disputed is settled. */
async function moveConflicts(tx: Transaction, from: number, into: number): Promise<void> {
  await tx.run('UPDATE identity_conflict SET owner = ? WHERE owner = ?', [into, from]);
  await tx.run(
    `INSERT INTO identity_conflict (workspace, contact, kind, value, owner, seen_at)
      SELECT workspace, ?, kind, value, owner, seen_at FROM identity_conflict WHERE contact = ? AND owner <> ?
      ON CONFLICT (contact, kind, value) DO NOTHING`,
    [into, from, into],
  );
  await tx.run('DELETE FROM identity_conflict WHERE contact = ? OR (contact = ? AND owner = ?)', [from, into, into]);
}
