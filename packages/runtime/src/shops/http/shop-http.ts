import { setTimeout as sleep } from 'node:timers/promises';

import {
  CodedOperationalError,
  CodedUserError,
  isCoded,
  messageOf,
  milliseconds,
  readRetryAfter,
  seconds,
  type Duration,
} from '../../shared';
import type { Pace } from './pace';
import { readBounded } from './read-bounded';

export interface ShopRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query, and with whatever proves who asks. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
}

export interface ShopAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ShopHttpOptions {
  readonly pace: Pace;
  /** For one request, its answer read whole. */
  readonly timeout?: Duration;
  /** Before the second attempt; twice as long before each further one. */
  readonly patience?: Duration;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

const ATTEMPTS = 4;
/** A shop that wants to be left alone for longer is asked again at its next turn. */
const LONGEST_PAUSE = seconds(10);
const LARGEST_ANSWER = 32 * 1024 * 1024;

/**
 * Asks a shop over HTTP: no faster than its pace, with a time limit, and again where another attempt may help (429 and
 * 503 always, as nothing was done; other failures of the server and of the network for GET only).
 */
export class ShopHttp {
  constructor(private readonly options: ShopHttpOptions) {}

  /**
   * @param build called for each attempt: a signature holds for one
   * @returns any answer that says something: also one that refuses
   * @throws SHOP_UNREACHABLE, SHOP_TIMED_OUT, SHOP_BUSY, SHOP_FAILING, SHOP_MOVED, SHOP_ANSWER_UNREADABLE
   */
  async send(build: () => ShopRequest): Promise<ShopAnswer> {
    const { patience = milliseconds(500), signal } = this.options;
    for (let attempt = 1; ; attempt++) {
      const request = build();
      const failure = await this.attempt(request);
      if (!('error' in failure)) return failure;
      const pause = failure.pause ?? milliseconds(patience.milliseconds * 2 ** (attempt - 1));
      const isWorthIt = failure.wasUntouched || request.method === 'GET';
      if (!isWorthIt || attempt === ATTEMPTS || pause.milliseconds > LONGEST_PAUSE.milliseconds) throw failure.error;
      await sleep(pause.milliseconds, undefined, { signal });
    }
  }

  private async attempt(request: ShopRequest): Promise<ShopAnswer | Failure> {
    const { pace, timeout = seconds(30), signal } = this.options;
    await pace.next(signal);
    const host = new URL(request.url).host;
    const timer = AbortSignal.timeout(timeout.milliseconds);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: {
          accept: 'application/json',
          ...(request.body && { 'content-type': 'application/json' }),
          ...request.headers,
        },
        body: request.body && JSON.stringify(request.body),
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, timer]) : timer,
      });
      const text = await readBounded(response, LARGEST_ANSWER);
      const answer = { status: response.status, headers: response.headers, text };
      return failureOf(answer, host) ?? answer;
    } catch (error) {
      if (signal?.aborted || isCoded(error)) throw error;
      return { wasUntouched: false, error: timer.aborted ? timedOut(host, timeout) : unreachable(host, error) };
    }
  }
}

interface Failure {
  readonly error: Error;
  /** The shop did nothing: the same may be asked again. */
  readonly wasUntouched: boolean;
  readonly pause?: Duration;
}

function failureOf({ status, headers }: ShopAnswer, host: string): Failure | undefined {
  if (status >= 300 && status < 400) throw moved(host, headers.get('location'));
  if (status !== 429 && status < 500) return undefined;
  const pause = readRetryAfter(headers.get('retry-after'), Date.now());
  const retryAfter = pause && { retryAfterMilliseconds: pause.milliseconds };
  const error =
    status === 429
      ? new CodedOperationalError('SHOP_BUSY', `${host} asks to be called less often (429).`, retryAfter)
      : new CodedOperationalError('SHOP_FAILING', `${host} answers with an error of its own (${status}).`, {
          status,
          ...retryAfter,
        });
  return { error, wasUntouched: status === 429 || status === 503, ...(pause && { pause }) };
}

/** Credentials are not carried to wherever a shop points: that would show them to others. */
function moved(host: string, location: string | null): CodedUserError {
  const target = location && URL.canParse(location) ? new URL(location).origin : location;
  return new CodedUserError(
    'SHOP_MOVED',
    `${host} sends callers on to ${target ?? 'another address'}. Enter the address that the shop really has, with https:// and www. where it has them.`,
    { location },
  );
}

function timedOut(host: string, { milliseconds: limit }: Duration): CodedOperationalError {
  return new CodedOperationalError('SHOP_TIMED_OUT', `${host} did not answer within ${limit / 1_000} s.`);
}

function unreachable(host: string, error: unknown): CodedOperationalError {
  // What went wrong is in the cause: fetch itself says "fetch failed".
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  const reason = messageOf(cause ?? error) || codeOfCause(cause);
  return new CodedOperationalError('SHOP_UNREACHABLE', `${host} cannot be reached: ${reason}.`, undefined, error);
}

/** Node gives a failure of several addresses a code and no message. */
function codeOfCause(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'the connection failed';
}
