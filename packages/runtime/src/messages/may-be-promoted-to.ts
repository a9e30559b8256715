import type { Queries } from '../db';
import { firstLook } from './arbiter';

/** Channels whose address a contact carries. */
export type AddressedChannel = 'email' | 'sms' | 'whatsapp';

/**
 * Whether a promotional message could go to a contact now, as far as that can be said before there is one: there is an
 * address, nothing suppresses it, and the contact's consent, or what stands in for it, is there.
 * @param now UTC epoch ms
 */
export async function mayBePromotedTo(
  queries: Queries,
  { workspace, contact, channel }: { workspace: number; contact: number; channel: AddressedChannel },
  now: number,
): Promise<boolean> {
  const known = await queries.get<{ email: string | null; phone: string | null }>(
    'SELECT email, phone FROM contact WHERE workspace = ? AND id = ?',
    [workspace, contact],
  );
  const recipient = (channel === 'email' ? known?.email : known?.phone) ?? '';
  if (recipient === '') return false;
  return !(await firstLook(queries, { workspace, contact, channel, purpose: 'promotional', recipient }, now));
}
