import { createPublicKey, verify } from 'node:crypto';

import { z } from 'zod';

import { minutes } from '../../shared';
import { kindOfStatus } from '../kind-of-status';
import type { ReturnKind, ReturnNotice } from '../notice';
import type { EspCall } from './esp-event';
import { notProven } from './feed-error';
import { ourMessageId } from './our-message-id';
import { readJson } from './read-json';

/** SendGrid tries again for a day with the signature of then. */
const LATEST = minutes(25 * 60);

export const sendgridKeys = z
  .object({
    /** Base64 of the verification key, as SendGrid shows it. */
    publicKey: z.string().refine(isKey, 'must be the verification key as SendGrid shows it'),
  })
  .strict();

const events = z.array(
  z.object({
    email: z.string().default(''),
    timestamp: z.number(),
    event: z.string(),
    sg_event_id: z.string().min(1),
    'smtp-id': z.string().optional(),
    type: z.string().optional(),
    status: z.string().optional(),
    reason: z.string().optional(),
    response: z.string().optional(),
  }),
);

type SendgridEvent = z.output<typeof events>[number];

/**
 * Reads events of Twilio SendGrid, signed with ECDSA over the timestamp and the bytes of the body.
 * @throws NOTICE_NOT_PROVEN, NOTICE_UNREADABLE
 */
export function readSendgrid(
  { headers, rawBody }: EspCall,
  keys: z.output<typeof sendgridKeys>,
  now: number,
): ReturnNotice[] {
  const signature = headers['x-twilio-email-event-webhook-signature'];
  const timestamp = headers['x-twilio-email-event-webhook-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') throw notProven('it has no signature');
  const signed = Buffer.concat([Buffer.from(timestamp), rawBody]);
  if (!verify('sha256', signed, keyOf(keys.publicKey), Buffer.from(signature, 'base64'))) {
    throw notProven('its signature is not of the verification key that is stored here');
  }
  if (!(Math.abs(now - Number(timestamp) * 1_000) <= LATEST.milliseconds)) throw notProven('it is too old');
  return readJson(events, rawBody.toString('utf8')).flatMap((event) => {
    const kind = kindOf(event);
    return kind ? [noticeOf(event, kind)] : [];
  });
}

function kindOf({ event, type, status = '', reason = '' }: SendgridEvent): ReturnKind | undefined {
  switch (event) {
    case 'delivered':
      return 'delivered';
    case 'deferred':
      return 'deferred';
    case 'spamreport':
      return 'complaint';
    case 'bounce':
      // `blocked`: refused for what the message or its sender is.
      return type === 'blocked' ? 'review' : (kindOfStatus(status) ?? 'hard');
    case 'dropped':
      // Not even tried, because of an earlier bounce or complaint that SendGrid remembers.
      return /^(bounced address|invalid)/i.test(reason) ? 'hard' : 'review';
    default:
      return undefined;
  }
}

function noticeOf(event: SendgridEvent, kind: ReturnKind): ReturnNotice {
  return {
    ...{ kind, key: `sendgrid:${event.sg_event_id}`, message: ourMessageId(event['smtp-id']) },
    ...{ recipients: [event.email.toLowerCase()], isProven: true, provider: 'sendgrid' },
    ...{ code: event.status ?? null, text: event.reason ?? event.response ?? null, at: event.timestamp * 1_000 },
  };
}

function keyOf(publicKey: string) {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}

function isKey(text: string): boolean {
  try {
    return keyOf(text).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}
