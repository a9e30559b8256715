import { existsSync, openAsBlob } from 'node:fs';

import type { Config } from '../config';
import { loadSecret } from '../credentials';
import { findRunningServer } from '../server-lock';
import {
  CodedOperationalError,
  CodedUserError,
  ERROR_CODES,
  messageOf,
  seconds,
  type Duration,
  type ErrorCode,
} from '../shared';

/** Longer than any call of the API takes: only a server that hangs is given up. */
const PATIENCE = seconds(30);

/** A server that works on the same data folder, asked through its API. */
export class RunningServer {
  private constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

  /** The server at an address. */
  static at(url: string, apiKey: string): RunningServer {
    return new RunningServer(url, apiKey);
  }

  /**
   * The server on the data folder of these settings; undefined where none is running.
   * @throws SERVER_UNREACHABLE where one is running that does not answer
   */
  static async find(config: Config): Promise<RunningServer | undefined> {
    const running = existsSync(config.dataFolder) ? findRunningServer(config.dataFolder) : undefined;
    if (!running) return undefined;
    const addresses = [running.url, `http://127.0.0.1:${config.port}`];
    for (const url of addresses) {
      if (await answers(url)) return new RunningServer(url, loadSecret(config.dataFolder, 'api-key', config.apiKey));
    }
    throw unreachable(running.url, `the server (process ${running.pid}) holds the data folder and does not answer`);
  }

  /** @throws the code that the server answers with, SERVER_UNREACHABLE */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    route: string,
    content?: object,
    patience: Duration = PATIENCE,
  ): Promise<unknown> {
    return await answerOf(
      await this.fetch(route, {
        method,
        ...(content && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) }),
        signal: AbortSignal.timeout(patience.milliseconds),
      }),
    );
  }

  /** Sends a file as it is, however large. @throws as `call` */
  async upload(
    route: string,
    file: string,
    { method, type }: { readonly method: 'POST' | 'PUT'; readonly type: string } = { method: 'POST', type: 'text/csv' },
  ): Promise<unknown> {
    const body = await openAsBlob(file, { type });
    return await answerOf(await this.fetch(route, { method, headers: { 'content-type': type }, body }));
  }

  /** The text of an answer piece by piece. @throws as `call` */
  async *download(route: string): AsyncGenerator<string> {
    const response = await this.fetch(route, { method: 'GET' });
    if (!response.ok || !response.body) await answerOf(response);
    const text = new TextDecoder('utf-8', { ignoreBOM: true });
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      yield text.decode(chunk, { stream: true });
  }

  private async fetch(route: string, request: RequestInit): Promise<Response> {
    try {
      const headers = { ...request.headers, 'x-n8n-api-key': this.apiKey };
      return await fetch(`${this.url}/api/v1${route}`, { ...request, headers });
    } catch (error) {
      throw unreachable(this.url, messageOf(error));
    }
  }
}

/** @throws the code that the server answered with */
async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as {
    code?: string;
    message?: string;
    details?: Record<string, unknown>;
  };
  if (response.ok) return body;
  const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
  throw new CodedUserError(code, body.message ?? `The server answered ${response.status}.`, body.details);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(seconds(5).milliseconds) })).ok;
  } catch {
    return false; // nobody there: that is the answer
  }
}

function unreachable(url: string, reason: string): CodedOperationalError {
  return new CodedOperationalError(
    'SERVER_UNREACHABLE',
    `The server at ${url} cannot be asked: ${reason}. Try again, or stop it first.`,
    { url },
  );
}
