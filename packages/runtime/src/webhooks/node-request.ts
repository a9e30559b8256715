import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import { readFormData } from './form-data';
import { inflate, parseBody } from './parse-body';
import { parseQuery } from './parse-query';

export interface IncomingCall {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Below /webhook or /webhook-waiting, without slashes at its ends. */
  readonly path: string;
  readonly body: Buffer;
}

export interface NodeRequest {
  /** The request as n8n's nodes expect it: Express's, with n8n's own additions. */
  readonly request: object;
  /** To be called when the node has looked at the request: removes uploaded files that it did not take. */
  cleanUp(): Promise<void>;
}

/**
 * Makes the request that a node gets to see. It can be read as a stream once more, which the Webhook node does for
 * files.
 * @param params what the placeholders of the path stand for
 * @throws BODY_NOT_JSON, BODY_INVALID
 */
export async function toNodeRequest(call: IncomingCall, params: Record<string, string>): Promise<NodeRequest> {
  const { raw, method } = call;
  const header = (name: string) => raw.headers[name.toLowerCase()];
  const url = new URL(raw.url ?? '/', 'http://localhost');
  const { type, charset } = contentTypeOf(raw);
  const rawBody = inflate(call.body, raw.headers['content-encoding']);
  const upload =
    type === 'multipart/form-data' ? await readFormData(raw.headers['content-type'] ?? '', rawBody) : undefined;
  const request = Object.assign(streamOf(rawBody), {
    method,
    headers: raw.headers,
    url: raw.url,
    originalUrl: raw.url,
    path: url.pathname,
    query: parseQuery(url.searchParams),
    params,
    ...addressesOf(raw),
    contentType: type === '' ? undefined : type,
    contentDisposition: fileNameOf(raw.headers['content-disposition']),
    encoding: charset,
    rawBody,
    body: upload?.form ?? (await parseBody(type, rawBody, charset)),
    socket: raw.socket,
    get: header,
    header,
    readRawBody: async () => undefined,
  });
  return { request, cleanUp: async () => await upload?.cleanUp() };
}

function streamOf(body: Buffer): Readable {
  return new Readable({
    read() {
      this.push(body);
      this.push(null);
    },
  });
}

function contentTypeOf({ headers }: IncomingMessage): { type: string; charset: BufferEncoding } {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';');
  const charset = /charset="?([\w-]+)/i.exec(parameters.join(';'))?.[1] ?? 'utf-8';
  return { type: type.trim().toLowerCase(), charset: Buffer.isEncoding(charset) ? charset : 'utf-8' };
}

function addressesOf({ headers, socket }: IncomingMessage): { ip: string; ips: string[] } {
  const forwarded = String(headers['x-forwarded-for'] ?? '');
  const ips = forwarded === '' ? [] : forwarded.split(',').map((ip) => ip.trim());
  return { ip: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''), ips };
}

function fileNameOf(disposition: string | undefined): { filename: string } | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
  const name = encoded === undefined ? plain : decode(encoded);
  return name === undefined ? undefined : { filename: name };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
