import path from 'node:path';

import type { Transaction } from '../db';
import {
  Downloads,
  FormLinks,
  FormStamps,
  FormStore,
  FormViews,
  MagnetContents,
  MagnetStore,
  queueFormConfirmation,
  queueFormDownload,
  RateLimit,
  Submissions,
} from '../forms';
import { minutes, TokenSigner } from '../shared';
import type { Job } from './job';
import type { Contacts } from './wire-contacts';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

export type Forms = ReturnType<typeof wireForms>;

/** So many forms one network may send in so much time, good ones and others. */
const MOST_SENT = 20;
const SENT_WITHIN = minutes(10);

/** Pages on which people sign up, and what they get for it. */
export function wireForms(
  foundation: Foundation,
  { composing }: Pick<Messages, 'composing'>,
  { publish }: Pick<Events, 'publish'>,
  { writer, changed }: Pick<Contacts, 'writer' | 'changed'>,
) {
  const { config, database, clock, logger, encryptionKey } = foundation;
  const signer = new TokenSigner(encryptionKey);
  const formLinks = new FormLinks(signer, config.publicUrl);
  const formViews = new FormViews({ database, clock, logger });
  const magnetContents = new MagnetContents(database, clock, path.join(config.dataFolder, 'magnets'));
  const mailing = { clock, ...composing };
  type Send = ConstructorParameters<typeof Submissions>[0]['sendConfirmation'];
  const sendConfirmation: Send = (tx: Transaction, mail) => queueFormConfirmation(tx, mail, mailing);
  const sendDownload: Send = (tx: Transaction, mail) => queueFormDownload(tx, mail, mailing);
  const jobs: Job[] = [formViews];
  return {
    ...{ formLinks, formViews, magnetContents, jobs },
    forms: new FormStore(database, clock),
    formStamps: new FormStamps(signer, clock),
    formLimit: new RateLimit(clock, MOST_SENT, SENT_WITHIN),
    magnets: new MagnetStore(database, clock),
    downloads: new Downloads({ database, clock, publish, links: formLinks, contents: magnetContents }),
    submissions: new Submissions({
      ...{ database, clock, writer, changed, publish, sendConfirmation, sendDownload },
      links: formLinks,
    }),
  };
}
