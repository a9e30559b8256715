import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { hours } from '../../shared';
import { kindOfStatus, statusIn } from '../kind-of-status';
import type { ReturnKind, ReturnNotice } from '../notice';
import type { EspCall } from './esp-event';
import { notProven } from './feed-error';
import { ourMessageId } from './our-message-id';
import { readJson } from './read-json';

/** Mailgun signs each attempt anew, and tries again for eight hours. What is replayed within it is known by its event. */
const LATEST = hours(9);

export const mailgunKeys = z.object({ signingKey: z.string().min(16) }).strict();

const call = z.object({
  signature: z.object({ timestamp: z.string(), token: z.string(), signature: z.string() }),
  'event-data': z.object({
    id: z.string().min(1),
    event: z.string(),
    timestamp: z.number(),
    severity: z.string().optional(),
    reason: z.string().optional(),
    recipient: z.string().default(''),
    message: z.object({ headers: z.object({ 'message-id': z.string().optional() }).default({}) }).default({}),
    'delivery-status': z
      .object({
        code: z.number().nullish(),
        'enhanced-code': z.string().nullish(),
        message: z.string().nullish(),
        description: z.string().nullish(),
      })
      .default({}),
  }),
});

type MailgunEvent = z.output<typeof call>['event-data'];

/**
 * Reads an event of Mailgun, signed with HMAC-SHA256 over its timestamp and its token.
 * @throws NOTICE_NOT_PROVEN, NOTICE_UNREADABLE
 */
export function readMailgun(
  { rawBody }: EspCall,
  { signingKey }: z.output<typeof mailgunKeys>,
  now: number,
): ReturnNotice[] {
  const { signature, 'event-data': event } = readJson(call, rawBody.toString('utf8'));
  const { timestamp, token } = signature;
  const expected = createHmac('sha256', signingKey)
    .update(timestamp + token)
    .digest();
  const given = Buffer.from(signature.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw notProven('its signature is not of the signing key that is stored here');
  }
  if (!(Math.abs(now - Number(timestamp) * 1_000) <= LATEST.milliseconds)) throw notProven('it is too old');
  // The signature covers none of the event: what keeps others from telling of others is the secret in the address.
  const kind = kindOf(event);
  return kind ? [noticeOf(event, kind)] : [];
}

function kindOf({ event, severity, reason, ...rest }: MailgunEvent): ReturnKind | undefined {
  switch (event) {
    case 'delivered':
      return 'delivered';
    case 'complained':
      return 'complaint';
    case 'failed':
      if (severity === 'temporary') return 'deferred';
      // Not even tried, because of an earlier bounce or complaint that Mailgun remembers.
      if (reason?.startsWith('suppress-') === true) return reason === 'suppress-bounce' ? 'hard' : 'review';
      return kindOfStatus(codeOf(rest) ?? '') ?? kindOfReply(rest['delivery-status'].code ?? 0);
    default:
      return undefined;
  }
}

/** Where the other server gave no more than three digits. */
function kindOfReply(code: number): ReturnKind {
  if (code === 550) return 'hard';
  return code >= 400 && code < 500 ? 'soft' : 'review';
}

function codeOf({ 'delivery-status': status }: Pick<MailgunEvent, 'delivery-status'>): string | undefined {
  return status['enhanced-code'] || statusIn(status.message ?? '');
}

function noticeOf(event: MailgunEvent, kind: ReturnKind): ReturnNotice {
  const { message, description, code } = event['delivery-status'];
  return {
    ...{ kind, key: `mailgun:${event.id}`, message: ourMessageId(event.message.headers['message-id']) },
    ...{ recipients: [event.recipient.toLowerCase()], isProven: true, provider: 'mailgun' },
    code: codeOf(event) ?? (code ? String(code) : null),
    text: message || description || null,
    at: Math.round(event.timestamp * 1_000),
  };
}
