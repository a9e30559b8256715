import { randomUUID } from 'node:crypto';

import { isSuppressed } from '../consent';
import type { entities, Queries } from '../db';
import { CodedUserError, type Clock, type ErrorCode } from '../shared';
import { addressIn, checkSender, isDeliverableAddress } from './email-address';
import type { EmailRequest } from './email-request';
import type { MessageDraft } from './draft';
import { frameOf } from './frame-of';
import { plainData, renderSubject } from './render';
import type { SharedContent, SharedContents } from './shared-contents';
import { readAudience } from './template-contact';
import { withTemplate } from './templates';

export interface ComposeDependencies {
  readonly queries: Queries;
  readonly clock: Clock;
  /** Who mails come from when the node names nobody: `Name <address>`. */
  readonly sender: string;
  /** Where the templates go when they are an author's words, the same for every contact; without it each message has its own. */
  readonly contents?: SharedContents;
}

/** A message that is decided, but neither written nor stored yet. */
export interface ComposedMessage extends Omit<
  entities.Message,
  'execution' | 'workflow' | 'node' | 'visit' | 'item' | 'html' | 'text' | 'leaseOwner'
> {
  /** Templates that are stored with it where they are not yet. */
  readonly shared?: SharedContent;
}

/**
 * Decides about a mail: recipient, language and subject by the contact and the templates, the verdict by the rules. Its
 * content is written when its turn to be sent has come (MessageWriter). Reads only; `insertMessage` stores what comes
 * back. A contact that cannot be written to gives a message with the verdict `skip` and the reason, not an error.
 * @throws CONTACT_NOT_FOUND, ADDRESS_INVALID (the sender), TEMPLATE_INVALID, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING, MESSAGE_TEMPLATE_NOT_FOUND
 */
export async function composeEmail(
  { queries, clock, sender, contents }: ComposeDependencies,
  asked: EmailRequest,
): Promise<ComposedMessage> {
  const request = await withTemplate(queries, asked);
  const { contact, locale, timeZone, brand } = await readAudience(queries, request.workspace, request.contact);
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const data = plainData(request.data);
  const { language, subject } = renderSubject({
    contents: request.contents,
    locale: contact?.locale ?? (contact ? undefined : request.event?.payload.contact?.locale),
    fallbackLocale: locale,
    timeZone: contact?.timeZone ?? timeZone,
    country: contact?.country,
    frame: brand && frameOf(brand, { ...request, sender: request.from?.trim() || sender }),
    data,
    // The node's own values come before the event's; the contact is the one in the store.
    read: {
      behind: request.event?.payload,
      before: contact && { contact },
    },
  });
  const shared = contents?.refer(request.workspace, request.contents);
  const draft: MessageDraft = {
    contents: shared?.id ?? request.contents,
    data,
    event: request.event?.id ?? request.event?.payload ?? null,
    ...(request.layout && { layout: request.layout }),
  };
  const now = clock.now();
  const recipient = addressIn(request.to?.trim() || contact?.email || '');
  const objection = objectionTo(recipient) ?? (await suppressionOf(queries, request.workspace, recipient));
  return {
    id: randomUUID(),
    workspace: request.workspace,
    contact: request.contact,
    channel: 'email',
    purpose: request.purpose,
    sender: checkSender(request.from?.trim() || sender),
    recipient,
    replyTo: request.replyTo?.trim() ? checkSender(request.replyTo) : null,
    locale: language,
    subject,
    draft: JSON.stringify(draft),
    shared,
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
