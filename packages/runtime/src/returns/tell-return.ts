import { eventOfMessage } from '../contacts';
import type { Transaction } from '../db';
import type { TellEvent } from '../events';
import type { ReturnedMessage } from './find-returned';
import type { ReturnNotice } from './notice';

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
  const type = TYPES[kind];
  // A message arrives once, whoever tells of it.
  const dedupeKey = kind === 'delivered' ? `${type}:${message.id}` : `${type}:${message.id}:${key}`;
  const facts = { returned: { kind, code, text, provider } };
  const event = await eventOfMessage(tx, { ...message, sentAt: message.sentAt ?? at }, { type, at, dedupeKey, facts });
  if (event) await tell(tx, event);
}
