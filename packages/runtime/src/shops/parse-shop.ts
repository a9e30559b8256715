import { randomBytes } from 'node:crypto';

import { z } from 'zod';

import { canonicalLocale } from '../contacts';
import { CodedUserError } from '../shared';
import type { ShopSecrets } from './shop';

/** The kinds of shops that can be connected. */
export const SHOP_TYPES = ['woocommerce', 'magento'] as const;

const text = (name: string): z.ZodString => z.string().trim().min(1, `${name} is empty`);

const COMMON = {
  name: text('name'),
  url: z.string().trim().refine(isHttpUrl, 'url must be the address of the shop, with http:// or https:// in front'),
  webhookSecret: text('webhookSecret').default(() => randomBytes(24).toString('base64url')),
  locale: z
    .string()
    .nullish()
    .transform((tag) => tag?.trim() || null)
    .refine((tag) => tag === null || canonicalLocale(tag), 'locale must be a language tag such as he, ar or en-GB')
    .transform((tag) => canonicalLocale(tag)),
  deliveredStatus: z
    .string()
    .transform((status) => status.trim().toLowerCase().replace(/^wc-/, '') || null)
    .nullable()
    .default('delivered'),
  pull: z.boolean().optional(),
};

const KEYS = {
  consumerKey: text('consumerKey'),
  consumerSecret: text('consumerSecret'),
};

/** Magento's integrations have a token beside, which can open a shop alone. */
const TOKEN = {
  accessToken: text('accessToken'),
  accessTokenSecret: text('accessTokenSecret').optional(),
};

const NEW_SHOP = z.discriminatedUnion('type', [
  z.object({ type: z.literal('woocommerce'), ...COMMON, ...KEYS }),
  z.object({
    type: z.literal('magento'),
    ...COMMON,
    // Shipments tell; a status of the shop's own may tell more.
    deliveredStatus: COMMON.deliveredStatus.removeDefault().default(null),
    consumerKey: KEYS.consumerKey.or(z.literal('')).default(''),
    consumerSecret: KEYS.consumerSecret.or(z.literal('')).default(''),
    ...TOKEN,
  }),
]);

const SHOP_CHANGES = z.object({ ...COMMON, ...KEYS, ...TOKEN }).partial();

/** Names of these ends belong to nobody (RFC 2606): a shop in an example or a demo. */
const NOBODYS = /\.(example|invalid)$/;

export type NewShop = z.infer<typeof NEW_SHOP> & { readonly pull: boolean };
export type ShopChanges = z.infer<typeof SHOP_CHANGES>;

/**
 * Reads the body of a request that connects a shop.
 * @throws SHOP_TYPE_UNKNOWN, BODY_INVALID
 */
export function parseNewShop(body: unknown): NewShop {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  if (typeof type === 'string' && !SHOP_TYPES.some((known) => known === type)) {
    throw new CodedUserError('SHOP_TYPE_UNKNOWN', `There is no shop type "${type}". Known: ${SHOP_TYPES.join(', ')}.`);
  }
  const shop = parse(NEW_SHOP, body);
  checkKeys(shop.type, shop);
  return { ...shop, pull: shop.pull ?? !NOBODYS.test(new URL(shop.url).hostname) };
}

/**
 * Reads the body of a request that changes a shop. What is left out stays as it is.
 * @throws BODY_INVALID
 */
export function parseShopChanges(body: unknown): ShopChanges {
  const changes = parse(SHOP_CHANGES, body);
  // What is left out is read as its default.
  const isGiven = (name: string): boolean => typeof body === 'object' && body !== null && name in body;
  return {
    ...changes,
    locale: isGiven('locale') ? changes.locale : undefined,
    deliveredStatus: isGiven('deliveredStatus') ? changes.deliveredStatus : undefined,
    webhookSecret: isGiven('webhookSecret') ? changes.webhookSecret : undefined,
  };
}

/**
 * What opens a Magento shop is either all four credentials of an integration or its access token alone.
 * @throws BODY_INVALID
 */
export function checkKeys(type: string, keys: Partial<ShopSecrets>): void {
  if (type !== 'magento') return;
  const given = OAUTH_KEYS.filter((name) => keys[name]);
  if (given.length === 0 || given.length === OAUTH_KEYS.length) return;
  const problem = `beside accessToken all or none of ${OAUTH_KEYS.join(', ')} are needed, and only ${given.join(' and ')} is there`;
  throw new CodedUserError('BODY_INVALID', `The shop cannot be saved: ${problem}.`, { problems: [problem] });
}

const OAUTH_KEYS = ['consumerKey', 'consumerSecret', 'accessTokenSecret'] as const;

function parse<Schema extends z.ZodTypeAny>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data as z.infer<Schema>;
  const problems = result.error.issues.map(({ path, message }) =>
    message.startsWith(path.join('.')) ? message : `${path.join('.') || 'body'}: ${message}`,
  );
  throw new CodedUserError('BODY_INVALID', `The shop cannot be saved: ${problems.join('; ')}.`, { problems });
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
