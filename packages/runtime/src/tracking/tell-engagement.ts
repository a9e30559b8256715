import { eventOfMessage } from '../contacts';
import type { Transaction } from '../db';
import type { TellEvent } from '../events';
import type { EngagedMessage } from './sql/engaged-message';

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
  const { at, click } = engagement;
  const type = click ? 'message.clicked' : 'message.opened';
  const dedupeKey = [type, message.id, ...(click ? [click.visit] : [])].join(':');
  const facts = { engagement: { class: engagement.class, url: click?.url ?? null } };
  const event = await eventOfMessage(tx, { ...message, sentAt: message.sentAt ?? at }, { type, at, dedupeKey, facts });
  if (event) await tell(tx, event);
}
