import type { ToldMessage } from '../contacts';
import { holdContact, type Transaction } from '../db';
import { days } from '../shared';
import type { ReturnNotice } from './notice';

/** An address alone means a message that was sent so recently. */
const RECENT = days(30);

/** The message that something came back of. */
export interface ReturnedMessage extends ToldMessage {
  readonly recipient: string;
  readonly channel: 'email';
  readonly purpose: 'promotional' | 'transactional';
}

const COLUMNS = `id, workspace, contact, channel, purpose, recipient, subject, workflow, node, sent_at AS "sentAt"`;
const LEFT = `status IN ('sending', 'sent', 'uncertain')`;

/**
 * The message that a notice is about, while nobody merges or erases its contact until this transaction ends.
 * @returns undefined where the notice is about none that was sent from here
 */
export async function holdReturned(
  tx: Transaction,
  workspace: number,
  notice: ReturnNotice,
): Promise<ReturnedMessage | undefined> {
  const found = await findReturned(tx, workspace, notice);
  if (!found || found.contact === null) return found;
  await holdContact(tx, found.contact);
  return await byId(tx, workspace, found.id);
}

async function findReturned(
  tx: Transaction,
  workspace: number,
  { message, providerMessageId, recipients, isProven, at }: ReturnNotice,
): Promise<ReturnedMessage | undefined> {
  const named = message === undefined ? undefined : await byId(tx, workspace, message);
  if (named) return named;
  if (providerMessageId !== undefined) {
    const given = await tx.get<ReturnedMessage>(
      `SELECT ${COLUMNS} FROM message WHERE provider_message_id = ? AND workspace = ? AND ${LEFT} LIMIT 1`,
      [providerMessageId, workspace],
    );
    if (given) return given;
  }
  if (!isProven) return undefined;
  for (const recipient of recipients) {
    const latest = await tx.get<ReturnedMessage>(
      `SELECT ${COLUMNS} FROM message WHERE workspace = ? AND recipient = ? AND sent_at BETWEEN ? AND ?
        ORDER BY sent_at DESC LIMIT 1`,
      [workspace, recipient, at - RECENT.milliseconds, at],
    );
    if (latest) return latest;
  }
  return undefined;
}

async function byId(tx: Transaction, workspace: number, id: string): Promise<ReturnedMessage | undefined> {
  return await tx.get<ReturnedMessage>(`SELECT ${COLUMNS} FROM message WHERE id = ? AND workspace = ? AND ${LEFT}`, [
    id,
    workspace,
  ]);
}
