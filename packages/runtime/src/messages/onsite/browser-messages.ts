import type { Database, entities, Transaction } from '../../db';
import { days, type Clock } from '../../shared';
import type { Arbiter } from '../arbiter';
import { MESSAGE_COLUMNS } from '../message-row';
import type { SentMessage } from '../outbox';
import { objectToMessage, type Objection } from '../sql/object-to-message';
import { recordOutcome } from '../sql/record-outcome';
import { readOnsite } from './onsite-content';

type Message = entities.Message;

/** Who sits before a page: a contact where that is known, and the browser by the name that its site gave it. */
export interface PageVisitor {
  readonly workspace: number;
  readonly contact: number | null;
  readonly anonymousId: string;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly arbiter: Pick<Arbiter, 'judge'>;
  /** Told of each message that is shown, in the transaction that records it. */
  readonly onSent: (tx: Transaction, message: SentMessage) => Promise<void>;
}

/** A page does not keep more in hand. */
const MOST = 5;
const PROVIDER = 'browser';

const OF_VISITOR = `workspace = ? AND channel = 'onsite' AND status = 'queued' AND due_at <= ?
  AND ((contact = ? AND recipient IN ('', ?)) OR (contact IS NULL AND recipient = ?))`;

/**
 * On-site messages wait for their visitor, not for a provider. A page is given what it may have to show; when it is about to
 * show one it asks, and only then the message is judged, and is that browser's: no other page shows it, too.
 */
export class BrowserMessages {
  constructor(private readonly dependencies: Dependencies) {}

  /** What a page may have to show, oldest first. */
  async waitingFor({ workspace, contact, anonymousId }: PageVisitor): Promise<Message[]> {
    const { database, clock } = this.dependencies;
    const now = clock.now();
    const messages = await database.all<Message>(
      `SELECT ${MESSAGE_COLUMNS} FROM message WHERE ${OF_VISITOR} ORDER BY created_at, id LIMIT ${MOST}`,
      [workspace, now, contact, anonymousId, anonymousId],
    );
    return messages.filter(({ content }) => readOnsite(content).expiresAt > now);
  }

  /** A page is about to show a message. @returns it, where nothing is against it and no other page was first */
  async show(id: string, { workspace, contact, anonymousId }: PageVisitor): Promise<Message | undefined> {
    const { database, clock, arbiter, onSent } = this.dependencies;
    return await database.write(async (tx) => {
      const now = clock.now();
      const [message] = await tx.all<Message>(
        `UPDATE message SET status = 'sending', attempts = attempts + 1, cleared_at = NULL, provider = ?
         WHERE id = ? AND ${OF_VISITOR} RETURNING ${MESSAGE_COLUMNS}`,
        [PROVIDER, id, workspace, now, contact, anonymousId, anonymousId],
      );
      if (!message) return undefined;
      const own = await objectionTo(tx, message, now);
      if (own) await objectToMessage(tx, id, own);
      if (own || (await arbiter.judge(tx, [message])).has(id)) return undefined;
      const none = { providerMessageId: null, errorCode: null, error: null, dueAt: null };
      await recordOutcome(tx, { id, status: 'sent', attempts: message.attempts, sentAt: now, ...none });
      await onSent(tx, { id, sentAt: now });
      return { ...message, status: 'sent', sentAt: now };
    });
  }
}

/** What only on-site messages can be too late for, or too many. */
async function objectionTo(tx: Transaction, message: Message, now: number): Promise<Objection | undefined> {
  const { expiresAt, repeat } = readOnsite(message.content);
  const judgement = { at: now, rules: [] };
  if (expiresAt <= now) {
    return { status: 'skipped', code: 'ONSITE_EXPIRED', reason: EXPIRED, judgement };
  }
  if (repeat === 'always') return undefined;
  const { workspace, sender, contact, recipient } = message;
  const since = repeat === 'once' ? 0 : now - days(repeat).milliseconds;
  const [whose, parameter] =
    contact === null ? ['contact IS NULL AND recipient = ?', recipient] : ['contact = ?', contact];
  const before = await tx.get<{ at: number }>(
    `SELECT sent_at AS at FROM message WHERE workspace = ? AND sender = ? AND ${whose} AND channel = 'onsite'
       AND sent_at IS NOT NULL AND sent_at > ? LIMIT 1`,
    [workspace, sender, parameter, since],
  );
  if (!before) return undefined;
  const reason = `ONSITE_SHOWN_BEFORE: this step has shown it to them on ${new Date(before.at).toISOString()}`;
  return { status: 'skipped', code: 'ONSITE_SHOWN_BEFORE', reason, judgement };
}

export const EXPIRED = 'ONSITE_EXPIRED: the visitor was on no page that would have shown it in time';
