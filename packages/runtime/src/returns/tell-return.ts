import { contactSnapshot, findContact } from '../contacts';
import type { Transaction } from '../db';
import type { NewEvent } from '../events';
import type { ReturnedMessage } from './find-returned';
import type { ReturnNotice } from './notice';

/** Logs an event and takes it on to whoever waits for it, in the same transaction. */
export type TellEvent = (tx: Transaction, event: NewEvent) => Promise<void>;

const TYPES = {
  hard: 'message.bounced',
  soft: 'message.bounced',
  review: 'message.bounced',
  complaint: 'message.complained',
  delivered: 'message.delivered',
} as const;

/** Tells that a message arrived, came back, or was complained about; of one that is only late nothing is told. */
export async function tellReturn(
  tx: Transaction,
  message: ReturnedMessage,
  { kind, key, code, text, provider, at }: ReturnNotice,
  tell: TellEvent,
): Promise<void> {
  if (kind === 'deferred') return;
  const { id, workspace, channel, purpose, subject, workflow, node, sentAt } = message;
  const contact = message.contact === null ? undefined : await findContact(tx, workspace, message.contact);
  if (!contact) return;
  const type = TYPES[kind];
  await tell(tx, {
    ...{ workspace, type, contact: contact.id, shop: null, occurredAt: at },
    // A message arrives once, whoever tells of it.
    dedupeKey: kind === 'delivered' ? `${type}:${id}` : `${type}:${id}:${key}`,
    payload: {
      event: { type, occurredAt: new Date(at).toISOString() },
      contact: contactSnapshot(contact),
      message: {
        ...{ id, channel, purpose, subject, workflow, node },
        sentAt: new Date(sentAt ?? at).toISOString(),
      },
      returned: { kind, code, text, provider },
    },
  });
}
