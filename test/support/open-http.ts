import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FormatRegistry, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

import { openApp } from '../../packages/runtime/src/app';
import { readConfig } from '../../packages/runtime/src/config';
import { listen } from '../../packages/runtime/src/http';
import type { Logger } from '../../packages/runtime/src/shared';

export const API_KEY = 'a-key-for-tests-only';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly facts: Record<string, unknown>;
  readonly message: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: any;
  readonly headers: IncomingHttpHeaders;
}

export interface RawRequest {
  readonly method?: string;
  /** Sent as it is: it may be wrong. */
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The whole product on a database in memory, listening at a port of its own. Its engine stands still. */
export async function openHttp(env: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-http-'));
  const log: LogLine[] = [];
  const config = readConfig({
    AFTERCART_DATA: folder,
    AFTERCART_DATABASE_URL: 'sqlite::memory:',
    AFTERCART_API_KEY: API_KEY,
    ...env,
  });
  const app = await openApp(config, { logger: collectingLogger(log) });
  const url = await listen(app.http, { host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true });

  async function send({ method = 'GET', path: target, headers, body }: RawRequest): Promise<RawAnswer> {
    return await new Promise((resolve, reject) => {
      const { port } = new URL(url);
      const call = request({ host: '127.0.0.1', port, method, path: target, headers, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  return {
    app,
    log,
    url,
    send,

    /** A call of the API with the key. Texts and bytes are sent as they are, everything else as JSON. */
    async api(method: string, route: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
      const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
      const {
        status,
        headers: answered,
        text,
      } = await send({
        method,
        path: `/api/v1${route}`,
        headers: {
          'x-n8n-api-key': API_KEY,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: isRaw || body === undefined ? body : JSON.stringify(body),
      });
      return { status, headers: answered, body: text === '' ? undefined : JSON.parse(text) };
    },

    async close(): Promise<void> {
      agent.destroy();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Http = Awaited<ReturnType<typeof openHttp>>;

/** What of a value is not as its schema says: nothing, when an answer is as the API's description promises. */
export function deviations(schema: TSchema, value: unknown): string[] {
  FormatRegistry.Set('date-time', (text) => text === new Date(text).toISOString());
  return [...Value.Errors({ ...schema, additionalProperties: false }, value)].map(
    ({ path: at, message }) => `${at}: ${message}`,
  );
}

function collectingLogger(log: LogLine[]): Logger {
  const write = (level: LogLine['level']) => (facts: object, message: string) => {
    log.push({ level, facts: facts as Record<string, unknown>, message });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
