import { CodedOperationalError, CodedUserError, type Duration } from '../../shared';

/** What is known of a failure that is likely to pass. */
export interface TemporaryFacts {
  /**
   * The provider itself said that it did not take the message. Without such an answer nobody knows whether a message
   * whose last byte went out was sent.
   */
  readonly isAnswer: boolean;
  /** The provider wants to be left alone for so long: this concerns all messages of the sender. */
  readonly retryAfter?: Duration;
  readonly details?: Record<string, unknown>;
}

/** Likely to pass: the same message is tried again later. */
export class ProviderTemporaryError extends CodedOperationalError {
  readonly isAnswer: boolean;
  readonly retryAfter: Duration | undefined;

  constructor(reason: string, { isAnswer, retryAfter, details }: TemporaryFacts) {
    super('PROVIDER_TEMPORARY', reason, details);
    this.isAnswer = isAnswer;
    this.retryAfter = retryAfter;
  }
}

/** The provider refuses this message for good; others are not concerned. */
export class ProviderPermanentError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('PROVIDER_PERMANENT', reason, details);
  }
}

/** The provider refuses us: no message of the sender can go out before an operator changes its settings. */
export class ProviderMisconfiguredError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('PROVIDER_MISCONFIGURED', reason, details);
  }
}

/** What somebody does not want any more: anything on the channel, or only what is promotional. */
export type UnsubscribedScope = 'channel' | 'promotional';

/** The recipient told the provider that they want no more messages: nothing more is sent to them on this channel. */
export class RecipientUnsubscribedError extends CodedUserError {
  constructor(
    reason: string,
    readonly scope: UnsubscribedScope,
    details?: Record<string, unknown>,
  ) {
    super('RECIPIENT_UNSUBSCRIBED', reason, details);
  }
}

/** No message of this channel reaches the recipient, now and later: a journey may try another channel. */
export class RecipientUnreachableError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('RECIPIENT_UNREACHABLE', reason, details);
  }
}

/**
 * The provider holds this one message back for good, and nobody did anything wrong by it: the message counts as skipped,
 * with its reason.
 */
export class MessageDeclinedError extends CodedUserError {
  constructor(
    reason: string,
    details?: Record<string, unknown>,
    code: 'PROVIDER_DECLINED' | 'WHATSAPP_WINDOW_CLOSED' = 'PROVIDER_DECLINED',
  ) {
    super(code, reason, details);
  }
}

/** The template is not what the message takes it for: no message of its step can go out before an operator mends it. */
export class TemplateFaultyError extends CodedUserError {
  constructor(reason: string, details?: Record<string, unknown>) {
    super('WHATSAPP_TEMPLATE_FAULTY', reason, details);
  }
}

/** Whether the provider itself said that it does not take the message: then it was surely not sent. */
export function isProviderAnswer(error: unknown): boolean {
  if (error instanceof ProviderTemporaryError) return error.isAnswer;
  return isRefusal(error) || error instanceof ProviderMisconfiguredError;
}

/** Whether the message ends here while the provider works: it refuses this one message, or its recipient. */
export function isRefusal(error: unknown): error is Refusal {
  return (
    error instanceof ProviderPermanentError ||
    error instanceof RecipientUnsubscribedError ||
    error instanceof RecipientUnreachableError ||
    error instanceof MessageDeclinedError ||
    error instanceof TemplateFaultyError
  );
}

export type Refusal =
  | ProviderPermanentError
  | RecipientUnsubscribedError
  | RecipientUnreachableError
  | MessageDeclinedError
  | TemplateFaultyError;

/** All that `Provider.send` throws. */
export type ProviderFailure = Refusal | ProviderTemporaryError | ProviderMisconfiguredError;
