import type { Queries } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { firstLook } from '../arbiter';
import type { ComposedMessage } from '../compose-email';
import { plainData, renderText } from '../render';
import { chooseSender } from '../senders';
import { readAudience, readingOf } from '../template-contact';
import { writtenMessage } from '../written-message';
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
  const audience = await readAudience(queries, workspace, request.contact, request.contents);
  const { contact, brand } = audience;
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const sender = await chooseSender(queries, { ...request, channel: 'sms' });
  if (!sender)
    throw new CodedUserError('SENDER_NOT_FOUND', `There is no sender for ${purpose} text messages: create one.`);
  const rendered = renderText({
    contents: request.contents,
    ...readingOf(audience, {
      event: request.event,
      preferencesUrl: contact && preferencesUrl?.(workspace, contact.id),
    }),
    data: plainData(request.data),
    narrators: brand?.narrator,
  });
  const { language } = rendered;
  const { text, links } = finishText(rendered.text, { ...request, language, sender, publicUrl });
  const {
    recipient,
    objection: wrong,
    warning,
  } = checkRecipient(request.to?.trim() || contact?.phone || '', contact?.country);
  const now = clock.now();
  const to = { workspace, contact: request.contact, channel: 'sms', purpose, recipient } as const;
  const objection = wrong ?? (await firstLook(queries, to, now));
  const message = writtenMessage(
    {
      ...{ ...to, sender: sender.address, senderId: sender.id, locale: language, text, links },
      reason: `${purpose} text message: no rule against it`,
    },
    now,
    objection,
  );
  return { message, figures: smsFigures({ text, recipient, purpose, sender, warning }) };
}
