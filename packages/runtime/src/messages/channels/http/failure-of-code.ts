import {
  MessageDeclinedError,
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
  RecipientUnreachableError,
  RecipientUnsubscribedError,
  TemplateFaultyError,
  type ProviderFailure,
} from '../provider-errors';

/** What a provider's own codes mean. Those that stand nowhere say nothing: then the status decides. */
export interface CodeMeanings {
  readonly unsubscribed?: readonly string[];
  readonly unsubscribedFromPromotions?: readonly string[];
  readonly unreachable?: readonly string[];
  readonly permanent?: readonly string[];
  readonly declined?: readonly string[];
  /** Of WhatsApp: nothing but templates may be sent now; and a template that is wrong. */
  readonly windowClosed?: readonly string[];
  readonly templateFaulty?: readonly string[];
  readonly misconfigured?: readonly string[];
  readonly temporary?: readonly string[];
}

/** @returns undefined for a code that stands in no list */
export function failureOfCode(code: string, reason: string, meanings: CodeMeanings): ProviderFailure | undefined {
  const details = { providerCode: code };
  const text = `The provider says: ${reason || 'no reason'} (${code})`;
  if (meanings.unsubscribed?.includes(code)) return new RecipientUnsubscribedError(text, 'channel', details);
  if (meanings.unsubscribedFromPromotions?.includes(code)) {
    return new RecipientUnsubscribedError(text, 'promotional', details);
  }
  if (meanings.unreachable?.includes(code)) return new RecipientUnreachableError(text, details);
  if (meanings.declined?.includes(code)) return new MessageDeclinedError(text, details);
  if (meanings.windowClosed?.includes(code)) return new MessageDeclinedError(text, details, 'WHATSAPP_WINDOW_CLOSED');
  if (meanings.templateFaulty?.includes(code)) return new TemplateFaultyError(text, details);
  if (meanings.permanent?.includes(code)) return new ProviderPermanentError(text, details);
  if (meanings.misconfigured?.includes(code)) return new ProviderMisconfiguredError(text, details);
  if (meanings.temporary?.includes(code)) return new ProviderTemporaryError(text, { isAnswer: true, details });
  return undefined;
}

/** For a code of which nothing is known but that the message was refused. */
export function refusalOfCode(code: string, reason: string): ProviderPermanentError {
  return new ProviderPermanentError(`The provider says: ${reason || 'no reason'} (${code})`, { providerCode: code });
}
