import { identitiesOf, normalizePhone, ownersOf, resolveContact } from '../contacts';
import type { Transaction } from '../db';

interface Writer {
  /** Null where nobody is known by it. */
  readonly contact: number | null;
  /** E.164 where it is a number. */
  readonly address: string;
}

/**
 * Who wrote: the contact who has the number, or whom WhatsApp calls so. What WhatsApp calls a contact who is known by their
 * number is kept: the next message may come without the number. Nobody becomes a contact by writing.
 */
export async function findWriter(
  tx: Transaction,
  workspace: number,
  { from, whatsappId }: { readonly from: string; readonly whatsappId?: string },
  now: number,
): Promise<Writer> {
  const phone = normalizePhone(from, null);
  const traits = { phone, ...(whatsappId !== undefined && { whatsappId }) };
  const owners = await ownersOf(tx, workspace, identitiesOf(traits));
  const address = phone ?? from;
  if (whatsappId === undefined || owners.size === 0) return { contact: owners.get('phone') ?? null, address };
  const { id } = await resolveContact(tx, { workspace, now, traits });
  return { contact: id, address };
}
