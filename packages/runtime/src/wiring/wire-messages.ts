import path from 'node:path';

import { ConsentLinks } from '../consent';
import { CredentialStore } from '../credentials';
import type { Transaction } from '../db';
import {
  HandOverJournal,
  MailboxProvider,
  MessageStore,
  Outbox,
  SenderClients,
  SenderStore,
  SenderTest,
  SmtpProvider,
  TemplateFaults,
  type OutboxOptions,
} from '../messages';
import { TokenSigner } from '../shared';
import type { Foundation } from './wire-foundation';

/** What others have to say about messages, and hear of them. */
type OutboxPorts = Required<Pick<OutboxOptions, 'review' | 'onSent' | 'onFailed'>>;

export type Messages = ReturnType<typeof wireMessages>;

/** Who sends messages, and what those who queue them need. */
export function wireMessages(foundation: Foundation, ports: OutboxPorts) {
  const { config, database, cipher, clock, logger, encryptionKey, serverName } = foundation;
  const { publicUrl } = config;
  const credentials = new CredentialStore(database, cipher, clock);
  const credentialOf = (workspace: number, id: string) => credentials.decrypted(workspace, id);
  const senders = new SenderStore({ database, cipher, clock, credentialOf });
  const clients = new SenderClients({ database, cipher, clock, logger, credentialOf, publicUrl });
  const provider = config.smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: config.smtpUrl });
  const outbox = new Outbox({
    ...{ database, provider, clients, clock, logger },
    ...ports,
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
  });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), publicUrl);
  return {
    ...{ provider, clients, outbox, links, senders },
    senderTest: new SenderTest({ database, clock, senders, outbox }),
    templateFaults: new TemplateFaults({ database, clock }),
    messages: new MessageStore(database),
    /** What every message that is queued here needs. */
    composing: {
      sender: config.mailFrom,
      publicUrl,
      preferencesUrl: (workspace: number, contact: number) => links.preferences(workspace, contact),
      onQueued: (tx: Transaction) => tx.afterCommit(() => outbox.wake()),
    },
  };
}
