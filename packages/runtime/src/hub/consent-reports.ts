import type { ConsentReport, ConsentState } from '../consent';
import { CodedUserError } from '../shared';
import type { ConsentReceipt, ConsentUpdateRequest } from './hub-requests';

/**
 * What a node asks to record, one statement for each channel.
 * @param evidence by which the statement is known again, and what proves it
 * @throws CONSENT_INVALID where nothing says what consent would be granted on
 */
export function consentReports(
  { channels, purpose, status, basis, source, wording }: ConsentUpdateRequest,
  evidence: Pick<ConsentReport, 'reference' | 'proof'>,
): ConsentReport[] {
  if (status === 'granted' && !basis) {
    throw new CodedUserError('CONSENT_INVALID', 'basis: name what lets you write to the contact, such as "explicit".');
  }
  if (status === 'granted' && basis !== 'customer_exception' && !wording) {
    throw new CodedUserError('CONSENT_INVALID', 'wording: give the words that the contact agreed to, as evidence.');
  }
  const said = { purpose, status, basis: basis ?? 'explicit', source, wording: wording ?? null } as const;
  return channels.map((channel) => ({ ...said, ...evidence, channel }));
}

export function consentReceipt({ channel, purpose, status, basis }: ConsentState): ConsentReceipt {
  return { channel, purpose, status, basis };
}
