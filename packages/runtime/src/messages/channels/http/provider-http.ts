import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

import { messageOf, seconds, type Duration } from '../../../shared';
import { ProviderTemporaryError } from '../provider-errors';

export interface ProviderCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const DEFAULT_TIMEOUT = seconds(30);
const LARGEST_ANSWER = 256 * 1024;
/** Shorter than servers keep a connection that nobody uses: one that they close at that moment costs a message in doubt. */
const UNUSED_FOR = seconds(2);

/**
 * Calls the API of a provider: one attempt, with a limit on time and on the answer's size, no redirects. `fetch` would
 * not tell when the last byte goes out: here a connection that never came about is not taken for a message that may
 * have been sent.
 */
export class ProviderHttp {
  private readonly timeout: Duration;
  private readonly http = new HttpAgent({ keepAlive: true, timeout: UNUSED_FOR.milliseconds });
  private readonly https = new HttpsAgent({ keepAlive: true, timeout: UNUSED_FOR.milliseconds });
  private readonly inHand = new Set<Promise<unknown>>();

  constructor(timeout: Duration = DEFAULT_TIMEOUT) {
    this.timeout = timeout;
  }

  /**
   * @param onLastByte called once there is a connection, right before the body goes out
   * @returns any answer that came whole, also one that refuses
   * @throws ProviderTemporaryError where none came, and whatever `onLastByte` throws
   */
  async send(call: ProviderCall, onLastByte?: () => void): Promise<ProviderAnswer> {
    const answering = this.attempt(call, onLastByte);
    this.inHand.add(answering);
    try {
      return await answering;
    } finally {
      this.inHand.delete(answering);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.inHand);
    this.http.destroy();
    this.https.destroy();
  }

  private async attempt({ method, url, headers, body }: ProviderCall, onLastByte?: () => void) {
    const target = new URL(url);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const isSecure = target.protocol === 'https:';
    const options = { method, headers: { ...headers, 'content-length': String(bytes.length) } };
    const request = isSecure
      ? requestHttps(target, { ...options, agent: this.https })
      : requestHttp(target, { ...options, agent: this.http });
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${this.timeout.milliseconds / 1_000} s`)),
      this.timeout.milliseconds,
    );
    try {
      return await exchange(request, bytes, { isSecure, onLastByte });
    } catch (error) {
      if (error instanceof ForbiddenError) throw error.reason;
      throw new ProviderTemporaryError(`${target.host} did not answer: ${messageOf(error)}.`, { isAnswer: false });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Whoever asked for the message forbids at the last moment that it goes out. */
class ForbiddenError extends Error {
  constructor(readonly reason: unknown) {
    super('The message must not be handed over.');
  }
}

interface Exchange {
  readonly isSecure: boolean;
  readonly onLastByte: (() => void) | undefined;
}

function exchange(request: ClientRequest, body: Buffer, { isSecure, onLastByte }: Exchange): Promise<ProviderAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => void readAnswer(response).then(resolve, reject));
    request.on('socket', (socket) => {
      const go = (): void => {
        try {
          onLastByte?.();
          request.end(body);
        } catch (error) {
          request.destroy(new ForbiddenError(error));
        }
      };
      // Nothing has left this machine before the connection stands: Node holds even the headers back until `end`.
      if (request.reusedSocket) go();
      else socket.once(isSecure ? 'secureConnect' : 'connect', go);
    });
  });
}

async function readAnswer(response: IncomingMessage): Promise<ProviderAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('its answer is too large');
    chunks.push(chunk);
  }
  const { statusCode = 0, headers } = response;
  return { status: statusCode, retryAfter: headers['retry-after'], text: Buffer.concat(chunks).toString('utf8') };
}
