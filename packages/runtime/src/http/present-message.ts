import type { entities } from '../db';
import { readJudgement, type MessageSummary } from '../messages';
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
    reasonCode: message.reasonCode,
    contactId: message.contact,
    executionId: message.execution,
    workflowId: message.workflow,
    node: message.node,
    sender: message.sender,
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
    onCap: message.onCap,
    onClosed: message.onClosed,
    ...('html' in message && {
      html: message.html,
      text: message.text,
      judgement: presentJudgement(message.judgement),
    }),
  };
}

function presentJudgement(stored: string | null): MessageAnswer['judgement'] {
  const judgement = readJudgement(stored);
  if (!judgement) return null;
  const rules = judgement.rules.map((step) => ({
    rule: step.rule,
    outcome: step.outcome,
    value: step.value,
    ...('code' in step && { code: step.code }),
    ...('until' in step && { until: toIso(step.until) }),
  }));
  return { at: toIso(judgement.at), rules };
}
