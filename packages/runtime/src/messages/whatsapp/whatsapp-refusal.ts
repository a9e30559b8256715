import { consentOf, isSuppressed } from '../../consent';
import type { Queries } from '../../db';
import type { ErrorCode } from '../../shared';
import type { WhatsappRequest } from './whatsapp-request';

/** Whoever asked to be forgotten, or said no to WhatsApp messages, is written to by nobody. */
export async function refusalOf(
  queries: Queries,
  { workspace, contact, purpose }: Pick<WhatsappRequest, 'workspace' | 'contact' | 'purpose'>,
  address: string,
): Promise<{ code: ErrorCode; reason: string } | undefined> {
  // A number that was erased is kept once, for all channels that go to numbers.
  const isErased = await isSuppressed(queries, { workspace, channel: 'sms', address });
  if (isErased || (await isSuppressed(queries, { workspace, channel: 'whatsapp', address }))) {
    return { code: 'CONTACT_SUPPRESSED', reason: 'CONTACT_SUPPRESSED: this number is not written to any more' };
  }
  const consent = contact === null ? undefined : await consentOf(queries, contact, { channel: 'whatsapp', purpose });
  if (consent?.status !== 'withdrawn') return undefined;
  const code = 'RECIPIENT_UNSUBSCRIBED';
  return { code, reason: `${code}: the contact refused ${purpose} WhatsApp messages` };
}
