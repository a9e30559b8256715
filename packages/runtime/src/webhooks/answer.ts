import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';

import type { IBinaryData, IDataObject, IExecuteResponsePromiseData, INodeExecutionData } from 'n8n-workflow';

/** What a caller gets back: a body with the headers and the status that the workflow chose. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers once; what comes later is dropped. A node that began to answer by itself is brought to an end. */
export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.headersSent) {
    response.end();
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Readable) {
    pipeline(body, response, (error) => {
      if (error) response.destroy(); // half a file is no answer
    });
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

/** Finds the bytes of a file that an item carries. */
export type OpenFile = (file: IBinaryData) => Promise<Readable | Buffer>;

/** What a Respond to Webhook node sends. */
export async function answerOfResponse(response: IExecuteResponsePromiseData, openFile: OpenFile): Promise<Answer> {
  if (typeof response !== 'object' || response === null || !('body' in response)) {
    return { status: 200, headers: {}, body: response };
  }
  const full = response as { body: unknown; headers?: object; statusCode?: number };
  const headers = Object.fromEntries(Object.entries(full.headers ?? {}).map(([name, value]) => [name, String(value)]));
  const file =
    isObject(full.body) && !Buffer.isBuffer(full.body) ? (full.body.binaryData as IBinaryData | undefined) : undefined;
  const body = file?.id === undefined ? full.body : await openFile(file);
  return { status: full.statusCode ?? 200, headers, body };
}

export type ResponseData = 'firstEntryJson' | 'firstEntryBinary' | 'allEntries' | 'noData';

/** What the last node put out, in the form that the Webhook node was set to. */
export async function answerOfItems(
  items: readonly INodeExecutionData[],
  settings: {
    data: ResponseData;
    status: number;
    propertyName?: string;
    binaryProperty?: string;
    contentType?: string;
    headers: Record<string, string>;
  },
  openFile: OpenFile,
): Promise<Answer> {
  const { status, headers } = settings;
  if (settings.data === 'noData') return { status, headers, body: undefined };
  if (settings.data === 'allEntries') return { status, headers, body: items.map(({ json }) => json) };
  const [first] = items;
  if (!first) return { status: 500, headers: {}, body: { code: 0, message: 'No item to return was found' } };
  if (settings.data === 'firstEntryBinary') {
    return await fileAnswer(first.binary?.[settings.binaryProperty ?? 'data'], settings, openFile);
  }
  const contentType: Record<string, string> =
    settings.contentType === undefined ? {} : { 'content-type': settings.contentType };
  const body = settings.propertyName === undefined ? first.json : read(first.json, settings.propertyName);
  return { status, headers: { ...headers, ...contentType }, body };
}

async function fileAnswer(
  file: IBinaryData | undefined,
  { status, headers }: { status: number; headers: Record<string, string> },
  openFile: OpenFile,
): Promise<Answer> {
  if (!file) return { status: 500, headers: {}, body: { code: 0, message: 'No binary data to return was found' } };
  return { status, headers: { ...headers, 'content-type': file.mimeType }, body: await openFile(file) };
}

function read(json: IDataObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), json);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
