import type { entities } from '../db';
import type { MessageSummary } from '../messages';
import { toIso, toIsoOrNull } from './iso';
import type { MessageAnswer } from './schemas/message';

/** A message as the API shows it; its content only where it was read. */
export function presentMessage(message: MessageSummary | entities.Message): MessageAnswer {
  const { errorCode, error } = message;
  return {
    id: message.id,
    channel: message.channel,
    purpose: message.purpose,
    status: message.status,
    verdict: message.verdict,
    reason: message.reason,
    contactId: message.contact,
    executionId: message.execution,
    workflowId: message.workflow,
    node: message.node,
    sender: message.sender,
    senderId: message.senderId,
    recipient: message.recipient,
    replyTo: message.replyTo,
    locale: message.locale,
    subject: message.subject,
    provider: message.provider,
    providerMessageId: message.providerMessageId,
    error: errorCode === null ? null : { code: errorCode, message: error ?? '' },
    attempts: message.attempts,
    dueAt: toIsoOrNull(message.dueAt),
    createdAt: toIso(message.createdAt),
    sentAt: toIsoOrNull(message.sentAt),
    delivery: message.delivery ?? null,
    deliveryAt: toIsoOrNull(message.deliveryAt ?? null),
    ...('html' in message && { html: message.html, text: message.text }),
    ...('content' in message && message.content && { content: JSON.parse(message.content) as object }),
  };
}
