import { createHmac } from 'node:crypto';

export interface IntegrationKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

interface Request {
  readonly header: string;
  readonly method: string;
  /** As the shop itself knows its address, with the query as it came. */
  readonly url: string;
}

/**
 * What Magento thinks of a request: undefined where it may pass, else the message of its 401. A Bearer token that is right is
 * refused like one that is wrong, unless the shop allows them (off since 2.4.4).
 */
export function refusalOf(
  { header, method, url }: Request,
  keys: IntegrationKeys,
  isBearerAllowed: boolean,
): string | undefined {
  if (header.startsWith('Bearer ')) {
    return isBearerAllowed && header === `Bearer ${keys.token}`
      ? undefined
      : "The consumer isn't authorized to access %resources.";
  }
  if (!header.startsWith('OAuth ')) return "The consumer isn't authorized to access %resources.";
  const given = new Map(
    header
      .slice('OAuth '.length)
      .split(',')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.trim().split('=', 2);
        return [decodeURIComponent(name), decodeURIComponent(value.replaceAll('"', ''))];
      }),
  );
  if (given.get('oauth_consumer_key') !== keys.consumerKey) return 'oauth_problem=consumer_key_rejected';
  if (given.get('oauth_token') !== keys.token) return 'oauth_problem=token_rejected';
  if (given.get('oauth_signature_method') !== 'HMAC-SHA256') return 'oauth_problem=signature_method_rejected';
  const signature = given.get('oauth_signature');
  given.delete('oauth_signature');
  return signature === signatureOf(method, url, given, keys) ? undefined : 'oauth_problem=signature_invalid';
}

/** RFC 5849, 3.4, over the query as Magento takes it apart: by "&" and "=", each part decoded. */
function signatureOf(
  method: string,
  url: string,
  parameters: ReadonlyMap<string, string>,
  keys: IntegrationKeys,
): string {
  const [base = '', query = ''] = url.split('?', 2);
  const pairs = query
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('=', 2).map(decodeURIComponent));
  const all = [...pairs, ...parameters].map(([name = '', value = '']) => [rfc3986(name), rfc3986(value)] as const);
  const sorted = all.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  const text = [method, base, sorted.map((pair) => pair.join('=')).join('&')].map(rfc3986).join('&');
  return createHmac('sha256', `${rfc3986(keys.consumerSecret)}&${rfc3986(keys.tokenSecret)}`)
    .update(text)
    .digest('base64');
}

function rfc3986(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
