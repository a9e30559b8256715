import { cleanText } from './clean-properties';

/** Segment's names, and those of our own script, in lower case without what separates words. */
const TYPES: Readonly<Record<string, string>> = {
  productviewed: 'product.viewed',
  productclicked: 'product.viewed',
  productadded: 'product.added_to_cart',
  addedtocart: 'product.added_to_cart',
  productremoved: 'product.removed_from_cart',
  productaddedtowishlist: 'product.added_to_wishlist',
  productremovedfromwishlist: 'product.removed_from_wishlist',
  wishlistproductaddedtocart: 'product.added_to_cart',
  cartviewed: 'cart.updated',
  cartupdated: 'cart.updated',
  checkoutstarted: 'checkout.started',
  paymentcarderror: 'payment.card_error',
  carderror: 'payment.card_error',
  formsubmitted: 'form.submitted',
  formsubmit: 'form.submitted',
  siteidle: 'site.idle',
  idle: 'site.idle',
  exitintent: 'site.exit_intent',
  siteexitintent: 'site.exit_intent',
  pageviewed: 'page.viewed',
};

/** Every type that a site's visitors bring about, besides `custom.…`. */
export const SITE_EVENT_TYPES: readonly string[] = [...new Set(Object.values(TYPES))];

/** Our dotted names themselves: `product.added_to_cart`. */
const OWN = new Map(SITE_EVENT_TYPES.map((type) => [type.replace(/[._]/g, ''), type]));

const LONGEST = 60;

/**
 * The type of a tracked event. Whatever is not ours becomes `custom.…`: nobody who knows a public key can report an
 * order or a consent. @returns undefined for a name without a letter or a digit
 */
export function eventTypeOf(name: string): string | undefined {
  const words = cleanText(name, 200)
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  if (!words) return undefined;
  const joined = words.join('');
  const type = Object.hasOwn(TYPES, joined) ? TYPES[joined] : OWN.get(joined);
  return type ?? `custom.${words.join('_').slice(0, LONGEST)}`;
}
