import type { entities, Queries } from '../db';
import { CodedUserError, hours, timeOrderedId, type Clock, type ErrorCode } from '../shared';
import { firstLook } from './arbiter';
import { addressIn, checkSender, isDeliverableAddress } from './email-address';
import type { EmailRequest } from './email-request';
import { chooseSender } from './senders';
import type { NewShortLink } from './sms/shorten-links';
import type { MessageDraft } from './draft';
import { frameOf } from './frame-of';
import { plainData, renderSubject } from './render';
import type { SharedContent, SharedContents } from './shared-contents';
import { readAudience, readingOf } from './template-contact';
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
  | 'execution'
  | 'workflow'
  | 'node'
  | 'visit'
  | 'item'
  | 'html'
  | 'text'
  | 'leaseOwner'
  | 'deferredAt'
  | 'clearedAt'
  | 'delivery'
  | 'deliveryAt'
> {
  /** Templates that are stored with it where they are not yet. */
  readonly shared?: SharedContent;
  /** Of what is written at once. */
  readonly html?: string;
  readonly text?: string;
  /** The short links in it. */
  readonly links?: readonly NewShortLink[];
}

/**
 * Decides about a mail: recipient, language and subject by the contact and the templates, the verdict by the rules. Its
 * content is written when its turn to be sent has come (MessageWriter). Reads only; `insertMessage` stores what comes
 * back. A contact that cannot be written to gives a message with the verdict `skip` and the reason, not an error.
 * @throws CONTACT_NOT_FOUND, ADDRESS_INVALID (the sender), TEMPLATE_INVALID, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING, SENDER_NOT_FOUND, MESSAGE_TEMPLATE_NOT_FOUND
 */
export async function composeEmail(
  { queries, clock, sender, contents }: ComposeDependencies,
  asked: EmailRequest,
): Promise<ComposedMessage> {
  const request = await withTemplate(queries, asked);
  const audience = await readAudience(queries, request.workspace, request.contact, request.contents);
  const { contact, brand } = audience;
  if (request.contact !== null && !contact) {
    throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${request.contact} to write to.`);
  }
  const data = plainData(request.data);
  const { language, subject } = renderSubject({
    contents: request.contents,
    ...readingOf(audience, { event: request.event?.payload }),
    frame: brand && frameOf(brand, { ...request, sender: request.from?.trim() || sender }),
    data,
  });
  const own = await chooseSender(queries, { ...request, channel: 'email' });
  const shared = contents?.refer(request.workspace, request.contents);
  const draft: MessageDraft = {
    contents: shared?.id ?? request.contents,
    data,
    event: request.event?.id ?? request.event?.payload ?? null,
    ...(request.layout && { layout: request.layout }),
  };
  const now = clock.now();
  const recipient = addressIn(request.to?.trim() || contact?.email || '');
  const { workspace, purpose } = request;
  const to = { workspace, contact: request.contact, channel: 'email', purpose, recipient } as const;
  const fault = objectionTo(recipient);
  const look = fault ? undefined : await firstLook(queries, to, now);
  const objection = fault ?? look;
  return {
    id: timeOrderedId(now),
    workspace: request.workspace,
    contact: request.contact,
    channel: 'email',
    purpose: request.purpose,
    sender: checkSender(request.from?.trim() || own?.address || sender),
    senderId: own?.id ?? null,
    recipient,
    replyTo: request.replyTo?.trim() ? checkSender(request.replyTo) : null,
    locale: language,
    subject,
    draft: JSON.stringify(draft),
    shared,
    verdict: objection ? 'skip' : 'send',
    reason: objection?.reason ?? `${request.purpose} mail: no rule against it`,
    reasonCode: objection?.code ?? null,
    judgement: look ? JSON.stringify(look.judgement) : null,
    onCap: request.onCap ?? 'defer',
    onClosed: request.onClosed ?? 'defer',
    deferAtMost: request.deferAtMostHours === undefined ? null : hours(request.deferAtMostHours).milliseconds,
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
