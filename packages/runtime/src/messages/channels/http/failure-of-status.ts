import { readRetryAfter } from '../../../shared';
import { ProviderMisconfiguredError, ProviderPermanentError, ProviderTemporaryError } from '../provider-errors';
import type { ProviderAnswer } from './provider-http';

/** A gateway that lost the provider: nobody knows what that did. */
const NOT_THE_PROVIDER = new Set([502, 504, 520, 522, 524]);

/**
 * What a status says by itself, for the answers of which a provider's own codes say nothing more.
 * @param reason in the provider's words
 * @param now UTC epoch ms
 * @returns undefined for 2xx
 */
export function failureOfStatus({ status, retryAfter }: ProviderAnswer, reason: string, now: number) {
  const details = { status };
  const pause = readRetryAfter(retryAfter ?? null, now);
  if (status >= 200 && status < 300) return undefined;
  if (status === 429 || status === 503) {
    return new ProviderTemporaryError(`The provider asks for a pause (${status}): ${reason}`, {
      isAnswer: true,
      retryAfter: pause,
      details,
    });
  }
  if (status === 408 || status >= 500) {
    const isAnswer = !NOT_THE_PROVIDER.has(status);
    return new ProviderTemporaryError(`The provider fails (${status}): ${reason}`, { isAnswer, details });
  }
  if (status === 401 || status === 403 || status === 407) {
    return new ProviderMisconfiguredError(`The provider refuses the login (${status}): ${reason}`, details);
  }
  if (status === 404 || status === 405 || status < 400) {
    return new ProviderMisconfiguredError(`The provider's address is wrong (${status}): ${reason}`, details);
  }
  return new ProviderPermanentError(`The provider refuses the message (${status}): ${reason}`, details);
}
