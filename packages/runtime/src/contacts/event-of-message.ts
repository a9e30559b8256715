import type { Queries } from '../db';
import type { EventPayload, EventType, MessageSnapshot, NewEvent } from '../events';
import { findContact } from './contact';
import { contactSnapshot } from './contact-snapshot';

/** A message, as far as events tell of it. */
export interface ToldMessage extends Omit<MessageSnapshot, 'sentAt'> {
  readonly workspace: number;
  readonly contact: number | null;
  /** UTC epoch ms. */
  readonly sentAt: number | null;
}

interface Told {
  readonly type: EventType;
  /** UTC epoch ms. */
  readonly at: number;
  /** Two with the same key are one. */
  readonly dedupeKey: string;
  /** What is told beside the contact and the message. */
  readonly facts?: Partial<EventPayload>;
}

/**
 * The event of something that became of a message.
 * @returns undefined for a message to nobody we know, such as one to sales: it is nobody's event
 */
export async function eventOfMessage(
  queries: Queries,
  message: ToldMessage,
  { type, at, dedupeKey, facts }: Told,
): Promise<NewEvent | undefined> {
  const { id, workspace, channel, purpose, subject, workflow, node, sentAt } = message;
  const contact = message.contact === null ? undefined : await findContact(queries, workspace, message.contact);
  if (!contact) return undefined;
  return {
    ...{ workspace, type, contact: contact.id, shop: null, occurredAt: at, dedupeKey },
    payload: {
      event: { type, occurredAt: toIso(at) },
      contact: contactSnapshot(contact),
      message: { id, channel, purpose, subject, workflow, node, sentAt: sentAt === null ? null : toIso(sentAt) },
      ...facts,
    },
  };
}

const toIso = (instant: number): string => new Date(instant).toISOString();
