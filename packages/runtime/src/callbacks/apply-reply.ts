import type { ConsentChanged } from '../consent';
import type { Transaction } from '../db';
import { openWindow, type OptOutUpdate, type ReplyUpdate } from '../messages';
import { findWriter } from './find-writer';
import { grantChannel } from './grant-channel';
import { isOptOut } from './opt-out-words';
import { answerOptOut } from './opt-out-answer';
import { TOLD_COLUMNS, tellOfMessage, type Telling, type ToldMessage } from './told-message';
import { withdrawChannel } from './withdraw-channel';

export interface RepliedSender {
  readonly id: string;
  readonly workspace: number;
  readonly channel: 'email' | 'sms' | 'whatsapp' | 'push';
  readonly address: string;
}

export interface ReplyPorts extends Telling {
  readonly changed: ConsentChanged;
  /** New messages are in the outbox. */
  readonly onQueued: (tx: Transaction) => void;
}

/** Somebody answered: an event of whoever has the number, and the end of messages where they say so. */
export async function applyReply(
  tx: Transaction,
  sender: RepliedSender,
  { update, now }: { readonly update: ReplyUpdate; readonly now: number },
  ports: ReplyPorts,
): Promise<void> {
  const { workspace, channel } = sender;
  const { contact, address: from } = await findWriter(tx, workspace, update, now);
  if (channel === 'whatsapp' && contact !== null) {
    await openWindow(tx, { sender: sender.id, contact, workspace, reply: update.id, at: update.at });
  }
  const last = await lastMessage(tx, sender, contact, from);
  if (last && contact !== null) {
    const key = `${sender.id}:${update.id}`;
    const told = { type: 'message.replied', at: update.at, now, key } as const;
    await tellOfMessage(tx, last, { ...told, payload: { reply: { text: update.text, from } } }, ports);
  }
  if (!isOptOut(update.text)) return;
  const proof = { text: update.text, from, to: update.to, messageId: last?.id ?? null };
  const withdrawal = { workspace, channel, contact, address: from, scope: 'channel', source: 'reply' } as const;
  const reference = `reply:${sender.id}:${update.id}`;
  const isNews = await withdrawChannel(tx, { ...withdrawal, at: update.at, now, proof, reference }, ports.changed);
  if (!isNews || contact === null || channel === 'email' || channel === 'push') return;
  const answer = { workspace, channel, to: from, sender, locale: last?.locale ?? null, now };
  if (await answerOptOut(tx, answer)) ports.onQueued(tx);
}

/** Somebody told the provider itself what they want, which has answered them already. */
export async function applyOptOut(
  tx: Transaction,
  { id, workspace, channel }: RepliedSender,
  { update, now }: { readonly update: OptOutUpdate; readonly now: number },
  { changed }: Pick<ReplyPorts, 'changed'>,
): Promise<void> {
  const { kind, scope, at, detail } = update;
  const { contact, address } = await findWriter(tx, workspace, update, now);
  const reference = `${kind}:${id}:${update.id}`;
  const proof = { from: address, providerId: update.id, ...(detail !== undefined && { detail }) };
  if (kind === 'optIn') {
    await grantChannel(tx, { workspace, channel, contact, address, scope, at, now, proof, reference }, changed);
    return;
  }
  await withdrawChannel(
    tx,
    { ...{ workspace, channel, contact, address, scope, source: 'provider', at, now, proof, reference } },
    changed,
  );
}

/** What they answer to: the last message that this sender sent them, or that went to the number. */
async function lastMessage(
  tx: Transaction,
  { id, workspace, channel }: RepliedSender,
  contact: number | null,
  recipient: string,
): Promise<ToldMessage | undefined> {
  if (contact === null) return undefined;
  return await tx.get<ToldMessage>(
    `SELECT ${TOLD_COLUMNS} FROM message WHERE contact = ? AND workspace = ? AND channel = ? AND status = 'sent'
     ORDER BY CASE WHEN sender_id = ? THEN 0 ELSE 1 END, CASE WHEN recipient = ? THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1`,
    [contact, workspace, channel, id, recipient],
  );
}
