import { contactSnapshot, findContact } from '../contacts';
import type { Transaction } from '../db';
import type { NewEvent } from '../events';
import type { EngagedMessage } from './sql/engaged-message';

/** Logs an event and takes it on to whoever waits for it, in the same transaction. */
export type TellEvent = (tx: Transaction, event: NewEvent) => Promise<void>;

/** What a person did with a message. */
export interface PersonsEngagement {
  readonly class: 'human' | 'proxy';
  readonly at: number;
  /** The link that they followed, and which visit of it that was; left out where they opened the message. */
  readonly click?: { readonly url: string; readonly visit: string };
}

/**
 * Tells that a person opened a message, or followed a link in it: once for each message, and for each visit of a link. What
 * machines do is counted and told to nobody, so that nothing which waits for these events can take it for a person's.
 */
export async function tellEngagement(
  tx: Transaction,
  message: EngagedMessage,
  engagement: PersonsEngagement,
  tell: TellEvent,
): Promise<void> {
  const { id, workspace, channel, purpose, subject, workflow, node, sentAt } = message;
  const contact = message.contact === null ? undefined : await findContact(tx, workspace, message.contact);
  if (!contact) return;
  const { at, click } = engagement;
  const type = click ? 'message.clicked' : 'message.opened';
  await tell(tx, {
    ...{ workspace, type, contact: contact.id, shop: null, occurredAt: at },
    dedupeKey: [type, id, ...(click ? [click.visit] : [])].join(':'),
    payload: {
      event: { type, occurredAt: new Date(at).toISOString() },
      contact: contactSnapshot(contact),
      message: {
        ...{ id, channel, purpose, subject, workflow, node },
        sentAt: new Date(sentAt ?? at).toISOString(),
      },
      engagement: { class: engagement.class, url: click?.url ?? null },
    },
  });
}
