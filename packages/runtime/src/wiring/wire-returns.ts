import { Returns } from '../returns';
import type { Contacts } from './wire-contacts';
import type { Foundation } from './wire-foundation';
import type { MessageTracking } from './wire-tracking';

export type MessageReturns = ReturnType<typeof wireReturns>;

/** What comes back of messages: bounces, complaints, and what mail services tell. */
export function wireReturns(
  { database, clock }: Foundation,
  { tell }: Pick<MessageTracking, 'tell'>,
  { changed }: Pick<Contacts, 'changed'>,
) {
  return { returns: new Returns({ database, clock, tell, changed }) };
}
