import path from 'node:path';

import { ConsentLinks } from '../consent';
import type { Transaction } from '../db';
import {
  Arbiter,
  HandOverJournal,
  MailboxProvider,
  MessageStore,
  MessageWriter,
  Outbox,
  SharedContents,
  SmtpProvider,
  type ArbiterDependencies,
  type OutboxOptions,
  type WriteDependencies,
} from '../messages';
import { TokenSigner } from '../shared';
import type { Foundation } from './wire-foundation';

/** What others have to say about messages, know for them, and hear of them. */
type MessagePorts = Required<Pick<OutboxOptions, 'onSent' | 'outgoing'> & Pick<WriteDependencies, 'payloadOf'>> &
  Pick<ArbiterDependencies, 'journeys' | 'calendar'>;

export type Messages = ReturnType<typeof wireMessages>;

/** Who sends messages, and what those who queue them need. */
export function wireMessages(foundation: Foundation, { onSent, outgoing, payloadOf, ...judging }: MessagePorts) {
  const { config, database, clock, logger, encryptionKey, serverName } = foundation;
  const { smtpUrl, dkim } = config;
  const provider = smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: smtpUrl, dkim });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), config.publicUrl);
  const preferencesUrl = (workspace: number, contact: number) => links.preferences(workspace, contact);
  const contents = new SharedContents();
  const writer = new MessageWriter({ contents, preferencesUrl, payloadOf });
  const outbox = new Outbox({
    ...{ database, provider, writer, clock, logger, onSent, outgoing },
    arbiter: new Arbiter({ clock, ...judging }),
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
  });
  return {
    ...{ provider, outbox, links },
    messages: new MessageStore(database, writer),
    /** What every message that is queued here needs. */
    composing: {
      sender: config.mailFrom,
      contents,
      onQueued: (tx: Transaction) => tx.afterCommit(() => outbox.wake()),
    },
  };
}
