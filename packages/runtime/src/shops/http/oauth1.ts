import { createHmac, randomBytes } from 'node:crypto';

export interface OAuthKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Left out where one leg is enough: WooCommerce knows no tokens. */
  readonly token?: string;
  readonly tokenSecret?: string;
}

/**
 * The parameters that sign a request by OAuth 1.0a with HMAC-SHA256 (RFC 5849): WooCommerce takes them in the query,
 * Magento in the header `Authorization`.
 * @param url with its query
 */
export function oauthParameters(
  method: string,
  url: string,
  keys: OAuthKeys,
  once: { readonly nonce: string; readonly timestamp: number } = newOnce(),
): Record<string, string> {
  const parameters: Record<string, string> = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: once.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(once.timestamp),
    ...(keys.token !== undefined && { oauth_token: keys.token }),
    oauth_version: '1.0',
  };
  const { origin, pathname, searchParams } = new URL(url);
  const pairs = [...searchParams, ...Object.entries(parameters)]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
  const normalized = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  const base = [method, `${origin}${pathname}`, normalized].map(encode).join('&');
  const key = `${encode(keys.consumerSecret)}&${encode(keys.tokenSecret ?? '')}`;
  return { ...parameters, oauth_signature: createHmac('sha256', key).update(base).digest('base64') };
}

/** The same as the header `Authorization`. */
export function oauthHeader(method: string, url: string, keys: OAuthKeys): string {
  const parameters = Object.entries(oauthParameters(method, url, keys));
  return `OAuth ${parameters.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`;
}

function newOnce(): { nonce: string; timestamp: number } {
  return { nonce: randomBytes(16).toString('hex'), timestamp: Math.floor(Date.now() / 1_000) };
}

/** As RFC 3986 has it: encodeURIComponent leaves five characters out. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
