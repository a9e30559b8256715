import path from 'node:path';

import { ConsentLinks } from '../consent';
import type { Transaction } from '../db';
import { HandOverJournal, MailboxProvider, MessageStore, Outbox, SmtpProvider, type OutboxOptions } from '../messages';
import { TokenSigner } from '../shared';
import type { Foundation } from './wire-foundation';

/** What others have to say about messages, and hear of them. */
type OutboxPorts = Required<Pick<OutboxOptions, 'review' | 'onSent' | 'outgoing'>>;

export type Messages = ReturnType<typeof wireMessages>;

/** Who sends messages, and what those who queue them need. */
export function wireMessages(foundation: Foundation, { review, onSent, outgoing }: OutboxPorts) {
  const { config, database, clock, logger, encryptionKey, serverName } = foundation;
  const { smtpUrl, dkim } = config;
  const provider = smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: smtpUrl, dkim });
  const outbox = new Outbox({
    ...{ database, provider, clock, logger, review, onSent, outgoing },
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
  });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), config.publicUrl);
  return {
    ...{ provider, outbox, links },
    messages: new MessageStore(database),
    /** What every message that is queued here needs. */
    composing: {
      sender: config.mailFrom,
      preferencesUrl: (workspace: number, contact: number) => links.preferences(workspace, contact),
      onQueued: (tx: Transaction) => tx.afterCommit(() => outbox.wake()),
    },
  };
}
