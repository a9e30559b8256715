import { eventOfMessage } from '../contacts';
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

/** Logs what became of a message, and takes it on. */
export async function tellOfMessage(
  tx: Transaction,
  message: ToldMessage,
  { type, at, now, key, payload }: Told,
  { events, route }: Telling,
): Promise<void> {
  const event = await eventOfMessage(tx, message, { type, at, dedupeKey: `${type}:${key}`, facts: payload });
  const stored = event && (await events.append(tx, event, now));
  if (stored) await route(tx, stored);
}
