import { parse } from 'node:querystring';
import { gunzipSync, inflateSync } from 'node:zlib';

import { Parser } from 'xml2js';

import { CodedUserError, messageOf } from '../shared';

/** What a compressed body may grow to. */
const MOST_INFLATED = 64 * 1024 * 1024;

/** Undoes the compression of a body. @throws BODY_INVALID where it is none, or grows beyond all measure */
export function inflate(body: Buffer, encoding: string | undefined): Buffer {
  const options = { maxOutputLength: MOST_INFLATED };
  try {
    if (encoding === 'gzip') return gunzipSync(body, options);
    if (encoding === 'deflate') return inflateSync(body, options);
    return body;
  } catch (error) {
    throw new CodedUserError('BODY_INVALID', `The body cannot be unpacked (${encoding ?? ''}): ${messageOf(error)}.`);
  }
}

/**
 * The body as n8n's nodes expect it: what JSON, XML and forms say, or the text.
 * @param type the content type without its parameters, in small letters
 * @returns undefined for all other types: the node makes a file of those
 * @throws BODY_NOT_JSON, BODY_INVALID
 */
export async function parseBody(type: string, body: Buffer, charset: BufferEncoding): Promise<unknown> {
  if (body.length === 0) return {};
  if (type === 'application/json') return parseJson(body.toString(charset));
  if (type === 'application/x-www-form-urlencoded') return { ...parse(body.toString(charset)) };
  if (type.endsWith('/xml') || type.endsWith('+xml')) return await parseXml(body.toString(charset));
  if (type === 'text/plain') return body.toString(charset);
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CodedUserError('BODY_NOT_JSON', `The body says that it is JSON, but it is not: ${messageOf(error)}.`);
  }
}

/** As n8n reads it: tags in small letters, a list only where a tag comes more than once, attributes under `$`. */
async function parseXml(text: string): Promise<unknown> {
  try {
    const parser = new Parser({ normalize: true, normalizeTags: true, explicitArray: false });
    return await parser.parseStringPromise(text);
  } catch (error) {
    throw new CodedUserError('BODY_INVALID', `The body says that it is XML, but it is not: ${messageOf(error)}.`);
  }
}
