import { timingSafeEqual, hash } from 'node:crypto';

import { z } from 'zod';

import { kindOfStatus, statusIn } from '../kind-of-status';
import type { ReturnKind, ReturnNotice } from '../notice';
import type { EspCall } from './esp-event';
import { notProven } from './feed-error';
import { readJson } from './read-json';

/** Postmark signs nothing: what proves a call are the user and password in the address that it is given. */
export const postmarkKeys = z.object({ user: z.string().min(1), password: z.string().min(16) }).strict();

const event = z.object({
  RecordType: z.string(),
  MessageID: z.string().min(1),
  ID: z.number().optional(),
  Type: z.string().optional(),
  Email: z.string().optional(),
  Recipient: z.string().optional(),
  Details: z.string().nullish(),
  Description: z.string().nullish(),
  BouncedAt: z.string().optional(),
  DeliveredAt: z.string().optional(),
});

type PostmarkEvent = z.output<typeof event>;

const KINDS: Readonly<Record<string, ReturnKind>> = {
  HardBounce: 'hard',
  BadEmailAddress: 'hard',
  SoftBounce: 'soft',
  DnsError: 'soft',
  Undeliverable: 'soft',
  Transient: 'deferred',
  Blocked: 'review',
  SpamNotification: 'review',
  DMARCPolicy: 'review',
  ManuallyDeactivated: 'review',
  SpamComplaint: 'complaint',
};

/**
 * Reads an event of Postmark.
 * @throws NOTICE_NOT_PROVEN, NOTICE_UNREADABLE
 */
export function readPostmark(
  { headers, rawBody }: EspCall,
  keys: z.output<typeof postmarkKeys>,
  now: number,
): ReturnNotice[] {
  const expected = `Basic ${Buffer.from(`${keys.user}:${keys.password}`).toString('base64')}`;
  if (!isSame(headers.authorization ?? '', expected)) {
    throw notProven('user and password in its address are not those that are stored here');
  }
  const told = readJson(event, rawBody.toString('utf8'));
  const kind = kindOf(told);
  if (!kind) return [];
  const { MessageID: id, ID: number, Email: email, Recipient: recipient, Details: details } = told;
  const at = Date.parse(told.BouncedAt ?? told.DeliveredAt ?? '');
  return [
    {
      ...{ kind, key: `postmark:${id}:${told.RecordType}:${number ?? recipient ?? ''}`, providerMessageId: id },
      ...{ recipients: [(email ?? recipient ?? '').toLowerCase()], isProven: true, provider: 'postmark' },
      ...{ code: codeOf(told), text: details ?? told.Description ?? null, at: Number.isNaN(at) ? now : at },
    },
  ];
}

function kindOf(told: PostmarkEvent): ReturnKind | undefined {
  if (told.RecordType === 'Delivery') return 'delivered';
  if (told.RecordType === 'SpamComplaint') return 'complaint';
  if (told.RecordType !== 'Bounce') return undefined;
  const kind = KINDS[told.Type ?? ''];
  // What servers say tells a full mailbox from one that is not there.
  return kind === 'hard' ? (kindOfStatus(statusIn(told.Details ?? '') ?? '') ?? kind) : kind;
}

const codeOf = ({ Details: details, Type: type }: PostmarkEvent): string | null =>
  statusIn(details ?? '') ?? type ?? null;

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}
