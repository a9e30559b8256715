import { randomUUID } from 'node:crypto';

import { consentOf, isSuppressed } from '../../consent';
import type { Queries } from '../../db';
import { CodedUserError, type Clock, type ErrorCode } from '../../shared';
import type { ComposedMessage } from '../compose-email';
import { renderText } from '../render';
import { chooseSender } from '../senders';
import { readAudience } from '../template-contact';
import { checkRecipient } from './check-recipient';
import { finishText } from './finish-text';
import { smsFigures } from './sms-figures';
import type { SmsFigures, SmsRequest } from './sms-request';

export interface SmsDependencies {
  readonly queries: Queries;
  readonly clock: Clock;
  /** Where short links begin, without a trailing slash. */
  readonly publicUrl: string;
  /** The page on which a contact decides what they get: templates name it. */
  readonly preferencesUrl?: (workspace: number, contact: number) => string;
}

export interface ComposedSms {
  readonly message: ComposedMessage;
  readonly figures: SmsFigures;
}

interface Objection {
  readonly code: ErrorCode;
  readonly reason: string;
}

/**
 * Decides and writes a text message: language and number by the contact, text by the templates. Reads only;
 * `insertMessage` stores what comes back. A contact that cannot be written to gives a message with the verdict `skip` and
 * the reason, not an error.
 * @throws CONTACT_NOT_FOUND, SENDER_NOT_FOUND, TEMPLATE_INVALID, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING
 */
export async function composeSms(
  { queries, clock, publicUrl, preferencesUrl }: SmsDependencies,
  request: SmsRequest,
): Promise<ComposedSms> {
  const { workspace, purpose } = request;
  const { contact, locale, timeZone } = await readAudience(queries, workspace, request.contact);
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const sender = await chooseSender(queries, { ...request, channel: 'sms' });
  if (!sender)
    throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender for ${purpose} text messages: create one.`);
  const rendered = renderText({
    contents: request.contents,
    locale: contact?.locale ?? (contact ? undefined : request.event?.contact?.locale),
    fallbackLocale: locale,
    timeZone: contact?.timeZone ?? timeZone,
    data: request.data,
    read: {
      behind: request.event,
      before: contact && { contact, preferencesUrl: preferencesUrl?.(workspace, contact.id) },
    },
  });
  const { language } = rendered;
  const { text, links } = finishText(rendered.text, { ...request, language, sender, publicUrl });
  const {
    recipient,
    objection: wrong,
    warning,
  } = checkRecipient(request.to?.trim() || contact?.phone || '', contact?.country);
  const objection = wrong ?? (await refusalOf(queries, request, recipient));
  const now = clock.now();
  const message: ComposedMessage = {
    ...{ id: randomUUID(), workspace, contact: request.contact, channel: 'sms', purpose },
    ...{ sender: sender.address, senderId: sender.id, recipient, replyTo: null, locale: language },
    ...{ subject: '', html: '', text, links },
    verdict: objection ? 'skip' : 'send',
    reason: objection?.reason ?? `${purpose} text message: no rule against it`,
    status: objection ? 'skipped' : 'queued',
    ...{ provider: null, providerMessageId: null, errorCode: objection?.code ?? null, error: null, attempts: 0 },
    ...{ dueAt: objection ? null : now, createdAt: now, sentAt: null },
  };
  return { message, figures: smsFigures({ text, recipient, purpose, sender, warning }) };
}

/** Whoever asked to be forgotten, or said no to text messages, is written to by nobody. */
async function refusalOf(
  queries: Queries,
  { workspace, contact, purpose }: SmsRequest,
  recipient: string,
): Promise<Objection | undefined> {
  if (await isSuppressed(queries, { workspace, channel: 'sms', address: recipient })) {
    return { code: 'CONTACT_SUPPRESSED', reason: 'CONTACT_SUPPRESSED: this number was erased and is not written to' };
  }
  const consent = contact === null ? undefined : await consentOf(queries, contact, { channel: 'sms', purpose });
  if (consent?.status !== 'withdrawn') return undefined;
  return {
    code: 'RECIPIENT_UNSUBSCRIBED',
    reason: `RECIPIENT_UNSUBSCRIBED: the contact refused ${purpose} text messages`,
  };
}
