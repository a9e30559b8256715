import { failureOfCode, failureOfStatus, textIn, type JsonObject, type ProviderAnswer } from '../http';
import { ProviderTemporaryError, type ProviderFailure } from '../provider-errors';
import { META_CODES, META_PAUSES } from './meta-codes';

/**
 * What an answer of the Cloud API that refuses means: by Meta's code, else by the status.
 * @param said the answer's `error`
 * @param now UTC epoch ms
 * @returns undefined for an answer that refuses nothing
 */
export function failureOfMeta(
  answer: ProviderAnswer,
  said: JsonObject | undefined,
  now: number,
): ProviderFailure | undefined {
  const reason = reasonOf(said);
  const byStatus = failureOfStatus(answer, reason, now);
  if (!byStatus) return undefined;
  const code = textIn(said, 'code');
  const failure = failureOfCode(code, reason, META_CODES) ?? byStatus;
  if (!(failure instanceof ProviderTemporaryError)) return failure;
  const asked = byStatus instanceof ProviderTemporaryError ? byStatus.retryAfter : undefined;
  const { message, isAnswer, details } = failure;
  return new ProviderTemporaryError(message, { isAnswer, details, retryAfter: asked ?? META_PAUSES[code] });
}

/** What became of a message after it was accepted. @param error an element of a status's `errors` */
export function failureOfStatusUpdate(error: JsonObject | undefined): ProviderFailure | undefined {
  return failureOfCode(textIn(error, 'code'), reasonOf(error), META_CODES);
}

/** Meta's words; what `error_data` says is the clearest. */
export function reasonOf(error: JsonObject | undefined): string {
  const data = error?.error_data;
  const details = typeof data === 'object' && data !== null ? textIn(data as JsonObject, 'details') : '';
  return details || textIn(error, 'message') || textIn(error, 'title');
}
