import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { ConsentLinks } from '../consent';
import { CredentialStore } from '../credentials';
import type { Transaction } from '../db';
import {
  addressIn,
  Arbiter,
  BrandStore,
  BrowserMessages,
  ExpireOnsite,
  HandOverJournal,
  MailboxProvider,
  MessagePreviews,
  MessageStore,
  MessageWriter,
  Outbox,
  PushDevices,
  PushSenders,
  SenderClients,
  SenderStore,
  SenderTest,
  SharedContents,
  SmtpProvider,
  type ArbiterDependencies,
  TemplateFaults,
  TemplateStore,
  type OutboxOptions,
  type WriteDependencies,
} from '../messages';
import { TokenSigner } from '../shared';
import type { Job } from './job';
import type { Foundation } from './wire-foundation';

/** What others have to say about messages, know for them, and hear of them. */
type MessagePorts = Required<
  Pick<OutboxOptions, 'onSent' | 'onFailed' | 'outgoing' | 'reactionToken' | 'isEngineBehind'> &
    Pick<WriteDependencies, 'payloadOf' | 'confirmUrl'>
> &
  Pick<ArbiterDependencies, 'journeys' | 'calendar'>;

export type Messages = ReturnType<typeof wireMessages>;

/** Who sends messages, and what those who queue them need. */
export function wireMessages(
  foundation: Foundation,
  { onSent, onFailed, outgoing, reactionToken, isEngineBehind, payloadOf, confirmUrl, ...judging }: MessagePorts,
) {
  const { config, database, cipher, clock, logger, encryptionKey, serverName } = foundation;
  const { publicUrl, smtpUrl, dkim } = config;
  const credentials = new CredentialStore(database, cipher, clock);
  const credentialOf = (workspace: number, id: string) => credentials.decrypted(workspace, id);
  const senders = new SenderStore({ database, cipher, clock, credentialOf });
  const pushDevices = new PushDevices({ database, clock, services: config.pushServices });
  const clients = new SenderClients({
    ...{ database, cipher, clock, logger, credentialOf, publicUrl },
    forgetDevices: (ids) => pushDevices.forget(ids),
  });
  const provider = smtpUrl === undefined ? new MailboxProvider() : new SmtpProvider({ url: smtpUrl, dkim });
  const links = new ConsentLinks(new TokenSigner(encryptionKey), publicUrl);
  const preferencesUrl = (workspace: number, contact: number) => links.preferences(workspace, contact);
  const contents = new SharedContents();
  const writer = new MessageWriter({ contents, preferencesUrl, confirmUrl, payloadOf });
  const arbiter = new Arbiter({ clock, ...judging });
  const outbox = new Outbox({
    ...{ database, provider, clients, writer, clock, logger, onSent, onFailed, outgoing },
    reactionToken,
    isEngineBehind,
    arbiter,
    inDoubt: config.mailInDoubt,
    journal: new HandOverJournal(path.join(config.dataFolder, 'outbox-journal')),
    owner: serverName,
  });
  return {
    ...{ provider, clients, outbox, links, senders },
    jobs: [new ExpireOnsite({ database, clock, logger })] satisfies Job[],
    browserMessages: new BrowserMessages({ database, clock, arbiter, onSent }),
    pushDevices,
    pushSenders: new PushSenders({ database, cipher, clock, subject: subjectOf(publicUrl, config.mailFrom) }),
    senderTest: new SenderTest({ database, clock, senders, outbox }),
    templateFaults: new TemplateFaults({ database, clock }),
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
      publicUrl,
      preferencesUrl,
      onQueued: (tx: Transaction) => tx.afterCommit(() => outbox.wake()),
    },
  };
}

/** Whom push services write to when something is wrong with what this server sends. */
function subjectOf(publicUrl: string, mailFrom: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:${addressIn(mailFrom)}`;
}
