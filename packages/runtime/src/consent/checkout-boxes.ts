import type { CheckoutBox, ConsentSettings } from './consent-settings';

/** Where WooCommerce's checkout block keeps the boxes that a shop adds: `_wc_other/<namespace>/<field>`. */
const ADDED_FIELD = '_wc_other/';
const ABOUT_ADVERTISING = /newsletter|marketing/i;
const TICKED = new Set(['1', 'true', 'yes', 'on']);

/**
 * The consent boxes that were ticked in an order. A box that is not ticked says nothing: who has agreed before does not
 * withdraw by it.
 * @param meta the order's custom fields
 */
export function tickedBoxes(
  meta: Readonly<Record<string, unknown>>,
  { checkoutBoxes }: ConsentSettings,
): CheckoutBox[] {
  const boxes = checkoutBoxes ?? Object.keys(meta).filter(isAboutAdvertising).map(boxOf);
  return boxes.filter(({ field }) => Object.hasOwn(meta, field) && isTicked(meta[field]));
}

function isAboutAdvertising(field: string): boolean {
  return field.startsWith(ADDED_FIELD) && ABOUT_ADVERTISING.test(field.slice(ADDED_FIELD.length));
}

/** The channel is in the name of the box, or else it is e-mail: a newsletter. */
function boxOf(field: string): CheckoutBox {
  const channel = /whats-?app/i.test(field) ? 'whatsapp' : /(^|[^a-z])sms([^a-z]|$)/i.test(field) ? 'sms' : 'email';
  return { field, channels: [channel], wording: null };
}

function isTicked(value: unknown): boolean {
  return (
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && TICKED.has(String(value))
  );
}
