import { suppress } from '../../consent';
import type { Transaction } from '../../db';
import type { Contact } from '../contact';

export interface ErasePorts {
  /** Ends an execution that has not ended. @param reason for people */
  readonly end: (tx: Transaction, execution: number, reason: string, now: number) => Promise<unknown>;
}

/** For people who look at an execution that ended by it. Says nothing of who it was. */
const REASON = 'The contact was erased';

/** Rows that are about the contact and nothing else. */
export const DELETED_WITH_CONTACT = [
  'message',
  'message_click',
  'service_window',
  'cart',
  'segment_member',
  'score',
  'score_entry',
  'score_standing',
  'score_holding',
  'score_hand_over',
  'rfm',
  'next_purchase',
  'split_assignment',
  'intake_member',
  'date_due',
  'interest',
  'wait_arm',
  'pending_entry',
  'refused_entry',
  'list_member',
  'contact_tag',
  'form_submission',
  'consent',
  'consent_entry',
  'identity_conflict',
  'contact_identity',
] as const;

/**
 * Forgets a contact: ends their executions, deletes what is known and was written, and leaves a hash of each address so
 * that nothing is sent there any more, also where somebody imports it again. What shops sold stays as figures that belong
 * to nobody; executions stay as counts without their data.
 */
export async function eraseContact(
  tx: Transaction,
  { id, workspace }: Contact,
  { end, now }: ErasePorts & { readonly now: number },
): Promise<void> {
  await tx.lockContact(id);
  await suppressAddresses(tx, { id, workspace, now });
  const running = await tx.all<{ id: number }>('SELECT id FROM execution WHERE contact = ? AND stopped_at IS NULL', [
    id,
  ]);
  for (const execution of running) await end(tx, execution.id, REASON, now);
  // What is written of an execution may quote them: its data, its ledger, its error.
  await tx.run(
    `UPDATE execution SET contact = NULL, event = NULL, state = NULL, ledger = NULL, armed_for = NULL,
      error = CASE WHEN error IS NULL THEN NULL ELSE ? END WHERE contact = ?`,
    [REASON, id],
  );
  const events = 'SELECT id FROM event WHERE contact = ?';
  await tx.run(`DELETE FROM subscription_delivery WHERE event IN (${events})`, [id]);
  await tx.run('DELETE FROM event WHERE contact = ?', [id]);
  await tx.run('DELETE FROM message_engagement WHERE message IN (SELECT id FROM message WHERE contact = ?)', [id]);
  await tx.run('DELETE FROM message_return WHERE message IN (SELECT id FROM message WHERE contact = ?)', [id]);
  // Mails to sales quote them, too.
  await tx.run('DELETE FROM message WHERE id IN (SELECT message FROM score_hand_over WHERE contact = ?)', [id]);
  await tx.run('DELETE FROM short_link WHERE message IN (SELECT id FROM message WHERE contact = ?)', [id]);
  // What is known of their browsers, from before and after anybody knew whose they are.
  const browsers = `(SELECT value FROM contact_identity WHERE contact = ? AND kind = 'anonymous')`;
  await tx.run(`DELETE FROM push_device WHERE workspace = ? AND anonymous_id IN ${browsers}`, [workspace, id]);
  await tx.run(
    `DELETE FROM message WHERE workspace = ? AND channel = 'onsite' AND contact IS NULL AND recipient IN ${browsers}`,
    [...[workspace, id]],
  );
  for (const table of DELETED_WITH_CONTACT) await tx.run(`DELETE FROM ${table} WHERE contact = ?`, [id]);
  await tx.run('DELETE FROM identity_conflict WHERE owner = ?', [id]);
  await tx.run('UPDATE orders SET contact = NULL WHERE contact = ?', [id]);
  await tx.run('UPDATE coupon SET contact = NULL WHERE contact = ?', [id]);
  await tx.run('DELETE FROM contact_merge WHERE survivor = ?', [id]);
  await tx.run('DELETE FROM contact WHERE id = ?', [id]);
}

/** A number stands for all channels that go to numbers. */
const CHANNEL_OF = { email: 'email', phone: 'sms', whatsapp: 'whatsapp' } as const;

async function suppressAddresses(
  tx: Transaction,
  { id, workspace, now }: { id: number; workspace: number; now: number },
): Promise<void> {
  const addresses = await tx.all<{ kind: 'email' | 'phone' | 'whatsapp'; value: string }>(
    `SELECT kind, value FROM contact_identity WHERE contact = ? AND kind IN ('email', 'phone', 'whatsapp')`,
    [id],
  );
  for (const { kind, value } of addresses) {
    await suppress(tx, { workspace, channel: CHANNEL_OF[kind], address: value }, 'erased', now);
    if (kind === 'email') await deleteQuotes(tx, workspace, value);
  }
}

/** Deliveries and records of shops that could not be applied, and lines that could not be imported are kept as they came. */
async function deleteQuotes(tx: Transaction, workspace: number, email: string): Promise<void> {
  const pattern = `%${email.replace(/[\\%_]/g, '\\$&')}%`;
  const quotes = (column: string) => `workspace = ? AND LOWER(${column}) LIKE ? ESCAPE '\\'`;
  await tx.run(`UPDATE delivery SET body = NULL WHERE body IS NOT NULL AND ${quotes('body')}`, [workspace, pattern]);
  await tx.run(`DELETE FROM set_aside WHERE ${quotes('body')}`, [workspace, pattern]);
  await tx.run(`DELETE FROM contact_import_error WHERE ${quotes('record')}`, [workspace, pattern]);
}
