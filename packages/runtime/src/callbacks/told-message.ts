import { contactSnapshot, findContact } from '../contacts';
import type { entities, Queries, Transaction } from '../db';
import type { EventLog, EventPayload, EventType, RouteEvent } from '../events';

/** What is told of a message. */
export type ToldMessage = Pick<
  entities.Message,
  | 'id'
  | 'workspace'
  | 'contact'
  | 'channel'
  | 'purpose'
  | 'subject'
  | 'workflow'
  | 'node'
  | 'sentAt'
  | 'locale'
  | 'senderId'
>;

export const TOLD_COLUMNS = `id, workspace, contact, channel, purpose, subject, workflow, node, sent_at AS "sentAt", locale,
  sender_id AS "senderId"`;

export async function findTold(queries: Queries, id: string): Promise<ToldMessage | undefined> {
  return await queries.get<ToldMessage>(`SELECT ${TOLD_COLUMNS} FROM message WHERE id = ?`, [id]);
}

export interface Telling {
  readonly events: EventLog;
  readonly route: RouteEvent;
}

interface Told {
  readonly type: EventType;
  /** UTC epoch ms. */
  readonly at: number;
  readonly now: number;
  /** Two with the same key are one. */
  readonly key: string;
  readonly payload?: Pick<EventPayload, 'failure' | 'reply' | 'link'>;
}

/** Makes an event of what became of a message. Messages to nobody we know, such as to sales, are nobody's event. */
export async function tellOfMessage(
  tx: Transaction,
  message: ToldMessage,
  { type, at, now, key, payload }: Told,
  { events, route }: Telling,
): Promise<void> {
  const { id, workspace, channel, purpose, subject, workflow, node, sentAt } = message;
  const contact = message.contact === null ? undefined : await findContact(tx, workspace, message.contact);
  if (!contact) return;
  const snapshot = { id, channel, purpose, subject, workflow, node };
  const stored = await events.append(
    tx,
    {
      ...{ workspace, type, contact: contact.id, shop: null, occurredAt: at, dedupeKey: `${type}:${key}` },
      payload: {
        event: { type, occurredAt: new Date(at).toISOString() },
        contact: contactSnapshot(contact),
        message: { ...snapshot, sentAt: sentAt === null ? null : new Date(sentAt).toISOString() },
        ...payload,
      },
    },
    now,
  );
  if (stored) await route(tx, stored);
}
