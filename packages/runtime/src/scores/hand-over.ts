import { randomUUID } from 'node:crypto';

import type { Transaction } from '../db';
import type { EventLog, EventPayload, RouteEvent } from '../events';
import { composeEmail, insertMessage } from '../messages';
import type { Changed } from '../segments';
import { codeOf, messageOf, type Clock, type Logger } from '../shared';
import { HAND_OVER_EMAIL } from './hand-over-email';
import { summarizeLead } from './lead-summary';
import type { ScoreBook } from './score-book';
import type { Owner, ScoreThreshold } from './score-threshold';

export interface HandOverPorts {
  readonly book: ScoreBook;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: Pick<EventLog, 'append'>;
  readonly route: RouteEvent;
  /** Who mails come from. */
  readonly sender: string;
  /** A new message is in the outbox. */
  readonly onQueued: (tx: Transaction) => void;
  /** Has an event posted to the subscription of a threshold. */
  post(tx: Transaction, delivery: { workspace: number; subscription: string; event: number }): Promise<void>;
}

/** The subscription that a threshold's owner is told by. */
export const subscriptionOf = (threshold: string): string => `score-threshold:${threshold}`;

/**
 * Tells that a contact has risen to a threshold that sales take over from: the event with a summary, and the same by mail
 * and by a call of the owner's address. All of it waits in the outboxes of the transaction that crossed the threshold:
 * it is told once, and not at all where that comes to nothing.
 */
export async function handOver(
  tx: Transaction,
  who: Changed,
  { threshold, payload }: { readonly threshold: ScoreThreshold; readonly payload: Omit<EventPayload, 'event'> },
  ports: HandOverPorts,
): Promise<void> {
  const { workspace, contact } = who;
  const { owner } = threshold;
  const now = ports.clock.now();
  const lead = await summarizeLead(tx, who, ports.book, now);
  const type = 'score.crossed';
  const told = { ...payload, lead: { ...lead, owner: owner?.name ?? null } };
  const event = await ports.events.append(
    tx,
    {
      ...{ workspace, type, contact, shop: null, occurredAt: now },
      dedupeKey: `${type}:${threshold.id}:${randomUUID()}`,
      payload: { event: { type, occurredAt: new Date(now).toISOString() }, ...told },
    },
    now,
  );
  if (!event) return;
  const message =
    owner?.email === undefined ? null : await mail(tx, workspace, { ...owner, email: owner.email }, told, ports);
  if (owner?.webhookUrl !== undefined) {
    await ports.post(tx, { workspace, subscription: subscriptionOf(threshold.id), event: event.id });
  }
  await tx.run(
    'INSERT INTO score_hand_over (workspace, contact, threshold, event, message, at) VALUES (?, ?, ?, ?, ?, ?)',
    [workspace, contact, threshold.id, event.id, message, now],
  );
  await ports.route(tx, event);
}

/** @returns the id of the message; null where it could not be written, which must not keep the points from counting */
async function mail(
  tx: Transaction,
  workspace: number,
  { email, language = 'en' }: Owner & { readonly email: string },
  told: Omit<EventPayload, 'event'>,
  { clock, sender, onQueued, logger }: HandOverPorts,
): Promise<string | null> {
  try {
    const message = await composeEmail(
      { queries: tx, clock, sender },
      {
        ...{ workspace, contact: null, to: email, purpose: 'transactional' },
        contents: [HAND_OVER_EMAIL[language]],
        data: { ...told, person: told.contact },
      },
    );
    await insertMessage(tx, message, { execution: null, workflow: null, node: null, visit: 0, item: 0 });
    onQueued(tx);
    return message.id;
  } catch (error) {
    logger.error(
      { code: codeOf(error), reason: messageOf(error) },
      'The mail that hands a contact over to sales failed',
    );
    return null;
  }
}
