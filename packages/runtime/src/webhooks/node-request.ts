import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import { CodedUserError, messageOf } from '../shared';

export interface IncomingCall {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Below /webhook or /webhook-waiting, without slashes at its ends. */
  readonly path: string;
  readonly body: Buffer;
}

/**
 * The request as n8n's nodes expect it: Express's, with n8n's own additions (rawBody, contentType, readRawBody). It can
 * be read as a stream once more, which the Webhook node does for files.
 * @throws BODY_NOT_JSON
 */
export function toNodeRequest({ raw, method, body }: IncomingCall, params: Record<string, string>): object {
  const url = new URL(raw.url ?? '/', 'http://localhost');
  const [contentType = '', ...rest] = (raw.headers['content-type'] ?? '').split(';');
  const type = contentType.trim().toLowerCase();
  const charset = /charset=([\w-]+)/i.exec(rest.join(';'))?.[1];
  const forwarded = String(raw.headers['x-forwarded-for'] ?? '');
  const ips = forwarded === '' ? [] : forwarded.split(',').map((ip) => ip.trim());
  const address = raw.socket.remoteAddress ?? '';
  return Object.assign(Readable.from(body.length === 0 ? [] : [body]), {
    method,
    headers: raw.headers,
    url: raw.url,
    originalUrl: raw.url,
    path: url.pathname,
    query: queryOf(url),
    params,
    ip: address.replace(/^::ffff:/, ''),
    ips,
    contentType: type === '' ? undefined : type,
    encoding: charset ?? 'utf-8',
    rawBody: body,
    body: parseBody(type, body),
    socket: raw.socket,
    get: (name: string) => raw.headers[name.toLowerCase()],
    header: (name: string) => raw.headers[name.toLowerCase()],
    readRawBody: async () => undefined,
  });
}

function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    const isList = values.length > 1 || name.endsWith('[]');
    query[name.replace(/\[\]$/, '')] = isList ? values : (values[0] ?? '');
  }
  return query;
}

/** undefined for types that only the node itself can read (files): it streams them. */
function parseBody(type: string, body: Buffer): unknown {
  if (body.length === 0) return {};
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(body);
  if (type === 'application/x-www-form-urlencoded') {
    return queryOf(new URL(`?${body.toString('utf8')}`, 'http://localhost'));
  }
  if (type.startsWith('text/') || type.endsWith('xml')) return body.toString('utf8');
  return undefined;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new CodedUserError('BODY_NOT_JSON', `The body says that it is JSON, but it is not: ${messageOf(error)}.`);
  }
}
