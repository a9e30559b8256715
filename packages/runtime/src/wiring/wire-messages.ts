import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { ConsentLinks } from '../consent';
import type { Transaction } from '../db';
import {
  BrandStore,
  HandOverJournal,
  MailboxProvider,
  MessagePreviews,
  MessageStore,
  MessageWriter,
  Outbox,
  SharedContents,
  SmtpProvider,
  TemplateStore,
  type OutboxOptions,
  type WriteDependencies,
} from '../messages';
import { TokenSigner } from '../shared';
import type { Foundation } from './wire-foundation';

/** What others have to say about messages, know for them, and hear of them. */
type MessagePorts = Required<Pick<OutboxOptions, 'review' | 'onSent'> & Pick<WriteDependencies, 'payloadOf'>>;

export type Messages = ReturnType<typeof wireMessages>;

/** Who sends messages, and what those who queue them need. */
export function wireMessages(foundation: Foundation, { review, onSent, payloadOf }: MessagePorts) {
  const { config, database, clock, logger, encryptionKey, serverName } = foundation;
  const provider = config.smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: config.smtpUrl });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), config.publicUrl);
  const preferencesUrl = (workspace: number, contact: number) => links.preferences(workspace, contact);
  const contents = new SharedContents();
  const writer = new MessageWriter({ contents, preferencesUrl, payloadOf });
  const outbox = new Outbox({
    ...{ database, provider, writer, clock, logger, review, onSent },
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
  });
  return {
    ...{ provider, outbox, links },
    messages: new MessageStore(database, writer),
    brands: new BrandStore(database, clock),
    messageTemplates: new TemplateStore(database, clock),
    previews: new MessagePreviews({
      ...{ queries: database, sender: config.mailFrom, payloadOf, preferencesUrl },
      send: async (mail) => {
        await provider.send({ id: randomUUID(), ...mail });
      },
    }),
    /** What every message that is queued here needs. */
    composing: {
      sender: config.mailFrom,
      contents,
      onQueued: (tx: Transaction) => tx.afterCommit(() => outbox.wake()),
    },
  };
}
