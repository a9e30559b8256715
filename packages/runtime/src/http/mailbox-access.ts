import { createHmac } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { isSameSecret } from '../shared';
import { API_KEY_HEADER } from './require-api-key';

const COOKIE = 'aftercart_mailbox';
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;
const LOOPBACK_NAME = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** What proxies add: the caller is somebody else than the socket's other end. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

interface Settings {
  readonly apiKey: string;
  readonly publicUrl: string;
}

/**
 * Whether a request may see the mailbox, which shows personal data: whoever sits at the machine of a server that is not
 * published, and whoever proved to have the API key before.
 */
export function mayReadMailbox({ headers, raw }: FastifyRequest, { apiKey, publicUrl }: Settings): boolean {
  const key = headers[API_KEY_HEADER];
  if (typeof key === 'string' && isSameSecret(key, apiKey)) return true;
  const cookie = readCookie(headers.cookie);
  if (cookie !== undefined && isSameSecret(cookie, tokenOf(apiKey))) return true;
  const isPublished = !LOOPBACK_NAME.test(new URL(publicUrl).hostname);
  const isForwarded = FORWARDED.some((name) => name in headers);
  const [name = ''] = /^(\[[^\]]*\]|[^:]*)/.exec(headers.host ?? '') ?? [];
  return (
    !isPublished && !isForwarded && LOOPBACK_NAME.test(name) && LOOPBACK_ADDRESS.test(raw.socket.remoteAddress ?? '')
  );
}

/** Lets a browser in for half a day. The cookie is made from the key and does not show it. */
export function mailboxCookie({ apiKey, publicUrl }: Settings): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${tokenOf(apiKey)}; Path=/mailbox; Max-Age=43200; HttpOnly; SameSite=Lax${secure}`;
}

const tokenOf = (apiKey: string): string => createHmac('sha256', apiKey).update('mailbox').digest('base64url');

function readCookie(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === COOKIE)?.[1];
}
