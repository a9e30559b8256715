import { existsSync } from 'node:fs';

import type { Config } from '../config';
import { loadSecret } from '../credentials';
import { findRunningServer } from '../server-lock';
import { CodedOperationalError, CodedUserError, ERROR_CODES, messageOf, seconds, type ErrorCode } from '../shared';

/** Longer than any call of the API takes: only a server that hangs is given up. */
const PATIENCE = seconds(30);

/** A server that works on the same data folder, asked through its API. */
export class RunningServer {
  private constructor(
    private readonly url: string,
    private readonly apiKey: string,
  ) {}

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
  async call(method: 'GET' | 'POST', route: string, content?: object): Promise<unknown> {
    const response = await this.fetch(method, route, content);
    const body = (await response.json()) as { code?: string; message?: string; details?: Record<string, unknown> };
    if (response.ok) return body;
    const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
    throw new CodedUserError(code, body.message ?? `The server answered ${response.status}.`, body.details);
  }

  private async fetch(method: string, route: string, content?: object): Promise<Response> {
    try {
      return await fetch(`${this.url}/api/v1${route}`, {
        method,
        headers: { 'x-n8n-api-key': this.apiKey, ...(content && { 'content-type': 'application/json' }) },
        body: content && JSON.stringify(content),
        signal: AbortSignal.timeout(PATIENCE.milliseconds),
      });
    } catch (error) {
      throw unreachable(this.url, messageOf(error));
    }
  }
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
