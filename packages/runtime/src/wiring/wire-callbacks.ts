import { ProviderCallbacks, ShortLinks, tellFailure } from '../callbacks';
import type { OutboxOptions } from '../messages';
import type { Contacts } from './wire-contacts';
import type { EngineParts } from './wire-engine';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

export type Callbacks = ReturnType<typeof wireCallbacks>;

/** What comes back of messages: from providers, and from the people who got them. */
export function wireCallbacks(
  { database, clock }: Pick<Foundation, 'database' | 'clock'>,
  { senders, composing, outbox }: Pick<Messages, 'senders' | 'composing' | 'outbox'>,
  { events }: Pick<EngineParts, 'events'>,
  { route }: Pick<Events, 'route'>,
  { changed }: Pick<Contacts, 'changed'>,
) {
  const telling = { events, route };
  const onFailed: NonNullable<OutboxOptions['onFailed']> = (tx, message) =>
    tellFailure(tx, message, { ...telling, changed });
  return {
    onFailed,
    shortLinks: new ShortLinks({ ...telling, database, clock }),
    callbacks: new ProviderCallbacks({
      ...{ ...telling, database, clock, changed },
      onQueued: composing.onQueued,
      pauseSender: (sender) => outbox.pauseSender(sender),
      settingsOf: (sender) => senders.settingsOf(sender),
    }),
  };
}
