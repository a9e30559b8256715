import { timeOrderedId, type ErrorCode } from '../shared';
import type { Judgement } from './arbiter';
import type { ComposedMessage } from './compose-email';

type Content = Pick<
  ComposedMessage,
  'workspace' | 'contact' | 'channel' | 'purpose' | 'sender' | 'senderId' | 'recipient' | 'locale' | 'reason'
> & { readonly text: string } & Partial<Pick<ComposedMessage, 'subject' | 'html' | 'links' | 'content'>>;

/** Why a message is not sent. */
export interface WrittenObjection {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly judgement?: Judgement;
}

/** A message that is written at once, rather than when its turn has come. @param now UTC epoch ms */
export function writtenMessage(content: Content, now: number, objection?: WrittenObjection): ComposedMessage {
  const { judgement, code = null } = objection ?? {};
  return {
    ...{ id: timeOrderedId(now), subject: '', html: '', replyTo: null, draft: null, ...content },
    verdict: objection ? 'skip' : 'send',
    reason: objection?.reason ?? content.reason,
    reasonCode: code,
    judgement: judgement ? JSON.stringify(judgement) : null,
    ...{ onCap: 'defer', onClosed: 'defer', deferAtMost: null },
    status: objection ? 'skipped' : 'queued',
    ...{ provider: null, providerMessageId: null, errorCode: code, error: null, attempts: 0 },
    ...{ dueAt: objection ? null : now, createdAt: now, sentAt: null },
  };
}
