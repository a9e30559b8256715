import { createHash, randomUUID } from 'node:crypto';

import { normalizeEmail } from '../contacts';
import { cleanProperties, cleanText, isRecord } from './clean-properties';
import { correctedTime } from './corrected-time';
import { eventTypeOf } from './event-type';
import type { Outcome } from './outcome';
import { addressOf } from './read-goods';
import type { Trust } from './site';

/** Bytes of one message, as Segment bounds them. */
export const LARGEST_MESSAGE = 32 * 1024;

interface Common {
  /** What a browser was given before anybody knew whose it is; undefined where a server speaks of somebody it knows. */
  readonly anonymousId: string | undefined;
  readonly userId: string | undefined;
  /** Two messages of one sender with the same key are one. */
  readonly key: string;
  readonly occurredAt: number;
  readonly traits: Readonly<Record<string, unknown>>;
}

export interface TrackMessage extends Common {
  readonly kind: 'track';
  readonly type: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly page: PageFacts;
}

export interface IdentifyMessage extends Common {
  readonly kind: 'identify';
}

/** Where in the site it was. */
export interface PageFacts {
  readonly url: string | null;
  readonly path: string;
  readonly title: string;
  readonly referrer: string | null;
}

export type SiteMessage = TrackMessage | IdentifyMessage;

/** Ids that people could guess (1, 2, 3) would let one browser speak as another. */
const SHORTEST_PUBLIC_ID = 16;
const LONGEST_ID = 200;

/**
 * Reads one message as Segment's libraries send it.
 * @param kind track, page, …, of the route, or of the message itself in a batch
 * @returns the message, or why it is refused
 */
export function readMessage(
  raw: unknown,
  { kind, now, trust, sentAt }: { kind: unknown; now: number; trust: Trust; sentAt?: unknown },
): SiteMessage | Outcome {
  if (!isRecord(raw)) return 'message_invalid';
  if (kind === 'group') return 'group_ignored';
  const isAlias = kind === 'alias';
  const anonymousId = idOf(isAlias ? raw.previousId : raw.anonymousId);
  if (trust === 'public' && (anonymousId === undefined || anonymousId.length < SHORTEST_PUBLIC_ID)) {
    return 'anonymous_id_missing';
  }
  const userId = idOf(raw.userId);
  if (anonymousId === undefined && userId === undefined) return 'anonymous_id_missing';
  const context = isRecord(raw.context) ? raw.context : {};
  const occurredAt = correctedTime({ timestamp: raw.timestamp, sentAt: raw.sentAt ?? sentAt }, now, trust);
  const traits = cleanProperties(kind === 'identify' ? raw.traits : context.traits);
  const common: Common = { anonymousId, userId, occurredAt, traits, key: keyOf(raw.messageId, anonymousId ?? userId) };
  if (isAlias && (userId === undefined || normalizeEmail(userId) === null) && trust === 'public')
    return 'alias_ignored';
  if (isAlias || kind === 'identify') return { kind: 'identify', ...common };
  const properties = cleanProperties(raw.properties);
  const page = pageOf(properties, isRecord(context.page) ? context.page : {});
  if (kind === 'page' || kind === 'screen') {
    const name = typeof raw.name === 'string' ? cleanText(raw.name, 200) : '';
    return {
      kind: 'track',
      ...common,
      type: 'page.viewed',
      name,
      properties: { ...properties, ...(name && { name }) },
      page,
    };
  }
  if (kind !== 'track' || typeof raw.event !== 'string') return 'message_invalid';
  const type = eventTypeOf(raw.event);
  if (type === undefined) return 'message_invalid';
  return { kind: 'track', ...common, type, name: cleanText(raw.event, 200), properties, page };
}

function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > LONGEST_ID) return undefined;
  return cleanText(text, LONGEST_ID) || undefined;
}

/** The sender is part of it: nobody keeps a message of somebody else from counting by guessing its id. */
function keyOf(messageId: unknown, sender: string | undefined): string {
  const id = typeof messageId === 'string' && messageId !== '' ? messageId.slice(0, 500) : randomUUID();
  return createHash('sha256')
    .update(`${sender ?? ''}\n${id}`)
    .digest('base64url')
    .slice(0, 22);
}

function pageOf(properties: Record<string, unknown>, context: Record<string, unknown>): PageFacts {
  const text = (name: string, longest: number): string => {
    const value = context[name] ?? properties[name];
    return typeof value === 'string' ? cleanText(value, longest) : '';
  };
  return {
    url: withoutSecrets(addressOf(context.url) ?? addressOf(properties.url)),
    path: text('path', 500),
    title: text('title', 200),
    referrer: withoutSecrets(addressOf(text('referrer', 1_000))),
  };
}

/** Addresses carry keys of orders and of password resets: only what campaigns put there is kept of their queries. */
function withoutSecrets(address: string | null): string | null {
  if (address === null) return null;
  const url = new URL(address.slice(0, 1_000));
  for (const name of [...url.searchParams.keys()]) if (!/^utm_/i.test(name)) url.searchParams.delete(name);
  url.hash = '';
  url.username = '';
  url.password = '';
  return cleanText(url.href);
}
