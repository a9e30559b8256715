import type { Transaction } from '../../db';
import { composeEmail, insertMessage, type LocalizedContent } from '../../messages';
import type { Clock } from '../../shared';
import { textsOf } from '../form';
import { ACCENT, readableOn } from '../form-colors';
import type { FormMail } from '../submission-dependencies';
import { CONFIRMATION_MAIL } from './confirmation-mail';
import { DOWNLOAD_MAIL } from './download-mail';

interface Dependencies {
  readonly clock: Clock;
  readonly sender: string;
  readonly onQueued: (tx: Transaction) => void;
}

/** Puts the mail into the outbox that asks whoever filled in a form to confirm their address. */
export async function queueFormConfirmation(tx: Transaction, mail: FormMail, to: Dependencies): Promise<void> {
  await queue(tx, mail, CONFIRMATION_MAIL, to);
}

/** Puts the mail into the outbox that brings the link to a magnet. */
export async function queueFormDownload(tx: Transaction, mail: FormMail, to: Dependencies): Promise<void> {
  await queue(tx, mail, DOWNLOAD_MAIL, to);
}

/** In the language of the page that was filled in, to the address that was typed there. */
async function queue(
  tx: Transaction,
  { form, submission, contact, url, days }: FormMail,
  contents: readonly LocalizedContent[],
  { clock, sender, onQueued }: Dependencies,
): Promise<void> {
  const accent = form.design.accent ?? ACCENT;
  const texts = textsOf(form, submission.language);
  const message = await composeEmail(
    { queries: tx, clock, sender },
    {
      workspace: form.workspace,
      contact,
      to: submission.address,
      contents: contents.filter(({ language }) => language === submission.language),
      purpose: 'transactional',
      data: {
        ...{ url, days, accent, onAccent: readableOn(accent) },
        formTitle: texts.title,
        hasDownload: form.magnet !== null,
      },
    },
  );
  await insertMessage(tx, message, { execution: null, workflow: null, node: null, visit: 0, item: 0 });
  onQueued(tx);
}
