import { generateRequestDetails } from 'web-push';
import { z } from 'zod';

import { messageOf, readRetryAfter } from '../../../shared';
import { failureOfStatus, ProviderHttp, type ProviderAnswer } from '../http';
import type { Provider } from '../provider';
import { defineProvider, type ProviderDependencies } from '../provider-definition';
import {
  isRefusal,
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
  RecipientUnreachableError,
  type ProviderFailure,
} from '../provider-errors';
import type { OutgoingPush, PushTarget } from './outgoing-push';

/** As RFC 8292 has them: by these keys push services know that messages come from the site that a visitor agreed to. */
const settings = z.object({
  publicKey: z.string().regex(/^[\w-]{87}$/, 'is an uncompressed point of P-256 as base64url'),
  privateKey: z.string().regex(/^[\w-]{43}$/, 'is 32 bytes as base64url'),
});

export type WebpushSettings = z.infer<typeof settings>;

/** Web push by the services of the browsers' makers, encrypted for each browser (RFC 8291). */
export const webpush = defineProvider({
  name: 'webpush',
  settings,
  secrets: ['privateKey'],
  create: (given: WebpushSettings, dependencies): Provider<OutgoingPush> => new WebpushProvider(given, dependencies),
});

class WebpushProvider implements Provider<OutgoingPush> {
  readonly name = 'webpush';

  private readonly http: ProviderHttp;
  /** Until when push services want to be left alone, by their origin: one is not another. */
  private readonly restingUntil = new Map<string, number>();

  constructor(
    private readonly settings: WebpushSettings,
    private readonly dependencies: ProviderDependencies,
  ) {
    this.http = new ProviderHttp(dependencies.timeout);
  }

  /** Has it handed to all browsers. One that takes it is enough: what others missed is not sent to it twice. */
  async send(message: OutgoingPush, onLastByte?: () => void): Promise<{ providerMessageId: string }> {
    const told = once(onLastByte);
    const results = await Promise.all(
      message.targets.map(async (target) => ({ target, failure: await this.attempt(target, message, told) })),
    );
    const gone = results.filter(({ failure }) => failure instanceof DeviceGoneError).map(({ target }) => target.device);
    if (gone.length > 0) await this.dependencies.forgetDevices?.(gone);
    if (results.some(({ failure }) => failure === undefined)) return { providerMessageId: message.id };
    throw worstOf(results.flatMap(({ failure }) => failure ?? []));
  }

  close(): Promise<void> {
    return this.http.close();
  }

  /** @returns why the browser does not get it; undefined where its push service took it. @throws what `onLastByte` throws */
  private async attempt(target: PushTarget, message: OutgoingPush, onLastByte: () => void) {
    const { clock } = this.dependencies;
    const service = new URL(target.endpoint);
    if ((this.restingUntil.get(service.origin) ?? 0) > clock.now()) {
      return new ProviderTemporaryError(`${service.host} wants to be left alone for a while.`, { isAnswer: true });
    }
    let isHeldBack = false;
    try {
      const { endpoint: url, headers, body } = this.requestFor(target, message);
      const answer = await this.http.send({ method: 'POST', url, headers, body }, () => {
        isHeldBack = true;
        onLastByte();
        isHeldBack = false;
      });
      this.noteRest(service.origin, answer);
      return failureOf(answer, service.host, clock.now());
    } catch (error) {
      if (isHeldBack || !(error instanceof ProviderTemporaryError || isRefusal(error))) throw error;
      return error;
    }
  }

  private requestFor({ endpoint, keys, payload }: PushTarget, { from, id, timeToLive }: OutgoingPush) {
    const { publicKey, privateKey } = this.settings;
    try {
      const { headers, body } = generateRequestDetails({ endpoint, keys }, payload, {
        vapidDetails: { subject: from, publicKey, privateKey },
        TTL: timeToLive.seconds,
        // One that is handed over twice shows once.
        topic: id.replaceAll('-', ''),
        contentEncoding: 'aes128gcm',
      });
      return { endpoint, headers, body };
    } catch (error) {
      throw new ProviderPermanentError(`It cannot be encrypted for the browser: ${messageOf(error)}`);
    }
  }

  private noteRest(origin: string, { status, retryAfter }: ProviderAnswer): void {
    if (status < 429) return;
    const now = this.dependencies.clock.now();
    const pause = readRetryAfter(retryAfter ?? null, now);
    if (pause) this.restingUntil.set(origin, now + pause.milliseconds);
  }
}

/** The push service says that nobody is there any more. */
class DeviceGoneError extends RecipientUnreachableError {}

function failureOf(answer: ProviderAnswer, host: string, now: number): ProviderFailure | undefined {
  const { status, text } = answer;
  const reason = `${host}: ${text.slice(0, 120) || 'no reason'}`;
  if (status === 404 || status === 410) {
    return new DeviceGoneError(`The browser takes no push messages any more (${status}, ${host}).`, { status });
  }
  const failure = failureOfStatus(answer, reason, now);
  // It concerns this browser alone: anybody can name an address that refuses, and must not stop the others by it.
  if (failure instanceof ProviderMisconfiguredError) {
    return new ProviderPermanentError(`The push service refuses it (${status}): ${reason}`, { status });
  }
  // A service that wants a pause is left alone; those of other browsers are not concerned.
  if (failure instanceof ProviderTemporaryError) {
    const { message, isAnswer } = failure;
    return new ProviderTemporaryError(message, { isAnswer, details: { status } });
  }
  return failure;
}

/** Nobody got it: what may still have arrived comes first, then what is worth another attempt, then why it never will be. */
function worstOf(failures: readonly ProviderFailure[]): ProviderFailure {
  const isTemporary = (isAnswer: boolean) => (failure: ProviderFailure) =>
    failure instanceof ProviderTemporaryError && failure.isAnswer === isAnswer;
  return (
    failures.find(isTemporary(false)) ??
    failures.find(isTemporary(true)) ??
    failures.find((failure) => failure instanceof ProviderPermanentError) ??
    new RecipientUnreachableError('No browser of the contact takes push messages any more.')
  );
}

/** Told of the first of several handings-over. Where the one that is told objects, the next one asks again. */
function once(tell: (() => void) | undefined): () => void {
  let isTold = false;
  return () => {
    if (isTold) return;
    tell?.();
    isTold = true;
  };
}
