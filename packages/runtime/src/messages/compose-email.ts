import { randomUUID } from 'node:crypto';

import { isSuppressed } from '../consent';
import type { entities, Queries } from '../db';
import { CodedUserError, type Clock, type ErrorCode } from '../shared';
import { addressIn, checkSender, isDeliverableAddress } from './email-address';
import type { EmailRequest } from './email-request';
import { renderEmail } from './render';
import { chooseSender } from './senders';
import type { NewShortLink } from './sms/shorten-links';
import { readAudience } from './template-contact';

export interface ComposeDependencies {
  readonly queries: Queries;
  readonly clock: Clock;
  /** Who mails come from when the node names nobody: `Name <address>`. */
  readonly sender: string;
  /** The page on which a contact decides what they get: templates name it. */
  readonly preferencesUrl?: (workspace: number, contact: number) => string;
}

/** A message that is decided and rendered, but not stored yet. Serialisable. */
export type ComposedMessage = Omit<
  entities.Message,
  'execution' | 'workflow' | 'node' | 'visit' | 'item' | 'leaseOwner' | 'delivery' | 'deliveryAt'
> & {
  /** The short links in it. */
  readonly links?: readonly NewShortLink[];
};

/**
 * Decides and renders a mail: language and recipient by the contact, content by the templates, the verdict by the
 * rules. Reads only; `insertMessage` stores what comes back. A contact that cannot be written to gives a message with
 * the verdict `skip` and the reason, not an error.
 * @throws CONTACT_NOT_FOUND, ADDRESS_INVALID (the sender), TEMPLATE_INVALID, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING, SENDER_NOT_FOUND
 */
export async function composeEmail(
  { queries, clock, sender, preferencesUrl }: ComposeDependencies,
  request: EmailRequest,
): Promise<ComposedMessage> {
  const { contact, locale, timeZone } = await readAudience(queries, request.workspace, request.contact);
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const rendered = renderEmail({
    contents: request.contents,
    locale: contact?.locale ?? (contact ? undefined : request.event?.contact?.locale),
    fallbackLocale: locale,
    timeZone: contact?.timeZone ?? timeZone,
    data: request.data,
    // The node's own values come before the event's; the contact is the one in the store.
    read: {
      behind: request.event,
      before: contact && { contact, preferencesUrl: preferencesUrl?.(request.workspace, contact.id) },
    },
  });
  const own = await chooseSender(queries, { ...request, channel: 'email' });
  const now = clock.now();
  const recipient = addressIn(request.to?.trim() || contact?.email || '');
  const objection = objectionTo(recipient) ?? (await suppressionOf(queries, request.workspace, recipient));
  return {
    id: randomUUID(),
    workspace: request.workspace,
    contact: request.contact,
    channel: 'email',
    purpose: request.purpose,
    sender: checkSender(request.from?.trim() || own?.address || sender),
    senderId: own?.id ?? null,
    recipient,
    replyTo: request.replyTo?.trim() ? checkSender(request.replyTo) : null,
    locale: rendered.language,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    verdict: objection ? 'skip' : 'send',
    reason: objection?.reason ?? `${request.purpose} mail: no rule against it`,
    status: objection ? 'skipped' : 'queued',
    provider: null,
    providerMessageId: null,
    errorCode: objection?.code ?? null,
    error: null,
    attempts: 0,
    dueAt: objection ? null : now,
    createdAt: now,
    sentAt: null,
  };
}

function objectionTo(recipient: string): { code: ErrorCode; reason: string } | undefined {
  if (recipient === '') {
    return { code: 'CONTACT_HAS_NO_ADDRESS', reason: 'CONTACT_HAS_NO_ADDRESS: the contact has no e-mail address' };
  }
  if (isDeliverableAddress(recipient)) return undefined;
  return { code: 'ADDRESS_INVALID', reason: `ADDRESS_INVALID: "${recipient}" is not an e-mail address` };
}

/** Whoever asked to be forgotten is written to by nobody, also where they are known again. */
async function suppressionOf(
  queries: Queries,
  workspace: number,
  recipient: string,
): Promise<{ code: ErrorCode; reason: string } | undefined> {
  const address = recipient.toLowerCase();
  if (!(await isSuppressed(queries, { workspace, channel: 'email', address }))) return undefined;
  return { code: 'CONTACT_SUPPRESSED', reason: 'CONTACT_SUPPRESSED: the address was erased and gets no messages' };
}
