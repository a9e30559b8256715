import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

import type { IBinaryData, IDataObject, IExecuteResponsePromiseData, INodeExecutionData } from 'n8n-workflow';

/** What a caller gets back: a body with the headers and the status that the workflow chose. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.writableEnded || response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Readable) {
    body.pipe(response);
  } else if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    if (typeof body === 'string' && !response.hasHeader('content-type')) {
      response.setHeader('content-type', 'text/html; charset=utf-8'); // as n8n, whose Express guesses it
    }
    response.end(body);
  } else {
    if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(body));
  }
}

/** What a Respond to Webhook node sends. */
export function answerOfResponse(response: IExecuteResponsePromiseData): Answer {
  if (typeof response !== 'object' || response === null || !('body' in response)) {
    return { status: 200, headers: {}, body: response };
  }
  const full = response as { body: unknown; headers?: object; statusCode?: number };
  const headers = Object.fromEntries(Object.entries(full.headers ?? {}).map(([name, value]) => [name, String(value)]));
  return { status: full.statusCode ?? 200, headers, body: full.body };
}

export type ResponseData = 'firstEntryJson' | 'firstEntryBinary' | 'allEntries' | 'noData';

/** What the last node put out, in the form that the Webhook node was set to. */
export function answerOfItems(
  items: readonly INodeExecutionData[],
  settings: {
    data: ResponseData;
    status: number;
    propertyName?: string;
    binaryProperty?: string;
    contentType?: string;
    headers: Record<string, string>;
  },
): Answer {
  const { status, headers } = settings;
  if (settings.data === 'noData') return { status, headers, body: undefined };
  if (settings.data === 'allEntries') return { status, headers, body: items.map(({ json }) => json) };
  const [first] = items;
  if (!first) return { status: 500, headers: {}, body: { code: 0, message: 'No item to return was found' } };
  if (settings.data === 'firstEntryBinary')
    return binaryAnswer(first.binary?.[settings.binaryProperty ?? 'data'], settings);
  const contentType: Record<string, string> =
    settings.contentType === undefined ? {} : { 'content-type': settings.contentType };
  const body = settings.propertyName === undefined ? first.json : read(first.json, settings.propertyName);
  return { status, headers: { ...contentType, ...headers }, body };
}

function binaryAnswer(
  binary: IBinaryData | undefined,
  { status, headers }: { status: number; headers: Record<string, string> },
): Answer {
  if (!binary) return { status: 500, headers: {}, body: { code: 0, message: 'No binary data to return was found' } };
  return { status, headers: { 'content-type': binary.mimeType, ...headers }, body: Buffer.from(binary.data, 'base64') };
}

function read(json: IDataObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
