import { readConsentSettings, recordConsent, tickedBoxes, type ConsentStatement } from '../../consent';
import { normalizeEmail, tellConsent, type Contact } from '../../contacts';
import type { Queries, Transaction } from '../../db';
import type { Happening } from '../../events';
import type { ApplyContext } from './apply-context';
import type { ShopOrder } from './shop-order';

/**
 * Takes the consent boxes that were ticked at the checkout into the ledger, once for each order and box however often the
 * order is heard of. A person who ordered with somebody else's address has not spoken for that address.
 */
export async function recordOrderConsent(
  context: ApplyContext,
  order: ShopOrder,
  contact: Contact | null,
): Promise<void> {
  const { tx, shop, receivedAt } = context;
  if (!contact) return;
  const boxes = tickedBoxes(order.meta, await readConsentSettings(tx, shop.workspace));
  if (boxes.length === 0 || !(await isOwnAddress(tx, contact, order))) return;
  const publish = (_tx: Transaction, happening: Happening) => publishAbout(context, order, happening);
  for (const { field, channels, wording } of boxes) {
    for (const channel of channels) {
      const statement: ConsentStatement = {
        workspace: shop.workspace,
        contact: contact.id,
        channel,
        purpose: 'promotional',
        status: 'granted',
        basis: 'explicit',
        source: 'checkout',
        at: order.placedAt,
        recordedAt: receivedAt,
        wording,
        proof: { shop: shop.id, order: order.id, number: order.number, field, value: order.meta[field] },
        reference: `checkout:${shop.id}:${order.id}:${field}`,
      };
      await recordConsent(tx, statement, tellConsent(publish));
    }
  }
}

async function isOwnAddress(queries: Queries, { id, workspace }: Contact, { billing }: ShopOrder): Promise<boolean> {
  const email = normalizeEmail(billing.email);
  if (email === null) return true;
  const row = await queries.get<{ contact: number }>(
    `SELECT contact FROM contact_identity WHERE workspace = ? AND kind = 'email' AND value = ?`,
    [workspace, email],
  );
  return row?.contact === id;
}

async function publishAbout(
  context: ApplyContext,
  order: ShopOrder,
  { type, contact, payload }: Happening,
): Promise<void> {
  const discriminator = [payload.consent?.channel ?? '', payload.consent?.purpose ?? ''];
  await context.publish({ type, subject: order.id, discriminator, contact, occurredAt: order.placedAt, payload });
}
