import { pointOf } from '../../../../packages/runtime/src/shared';

/** What the naive arbiter knows of a message. */
export interface PlainMessage {
  readonly id: string;
  readonly contact: number;
  readonly journey: string | null;
  readonly purpose: 'promotional' | 'transactional';
  readonly createdAt: number;
  readonly onCap: 'defer' | 'skip';
  readonly onClosed: 'defer' | 'skip';
  readonly patience: number;
  dueAt: number;
  deferredAt?: number;
  sentAt?: number;
  status: 'queued' | 'sent' | 'skipped';
  code: string | null;
}

export interface PlainWorld {
  readonly messages: PlainMessage[];
  readonly suppressed: ReadonlySet<number>;
  /** By purpose and contact: what was said. */
  readonly said: ReadonlyMap<string, 'granted' | 'pending' | 'withdrawn'>;
  readonly customerException: boolean;
  readonly buyers: ReadonlySet<number>;
  readonly journeys: Readonly<Record<string, { priority: number; holdout: number }>>;
  /** When it opens again; undefined while it is open. */
  readonly opensAt: (now: number) => number | undefined;
  readonly caps: ReadonlyArray<{ count: number; span: number }>;
  readonly window: number;
}

type Verdict = 'send' | { skip: string } | { defer: string; until: number };

const MINUTE = 60_000;

/** The rules as they are written down, with no thought of speed: each looks at all messages. */
function verdictOn(world: PlainWorld, message: PlainMessage, now: number): Verdict {
  const { contact, purpose, journey } = message;
  if (world.suppressed.has(contact)) return { skip: 'CONTACT_SUPPRESSED' };
  const said = world.said.get(`${purpose} ${contact}`);
  if (said === 'withdrawn') return { skip: 'CONSENT_WITHDRAWN' };
  if (purpose === 'transactional') return 'send';
  const isCustomer = said === undefined && world.customerException && world.buyers.has(contact);
  if (said !== 'granted' && !isCustomer) return { skip: 'CONSENT_MISSING' };

  const { priority, holdout } = rulesOf(world, journey);
  if (journey !== null && pointOf(journey, 'holdout', contact) < holdout / 100) return { skip: 'CONTACT_HELD_OUT' };

  const opensAt = world.opensAt(now);
  if (opensAt !== undefined) {
    return message.onClosed === 'skip' ? { skip: 'SENDING_CLOSED' } : { defer: 'SENDING_CLOSED', until: opensAt };
  }

  const others = world.messages.filter(
    (other) => other !== message && other.contact === contact && other.purpose === 'promotional',
  );
  const freeAt = world.caps.flatMap(({ count, span }) => {
    const counted = others.filter(({ sentAt }) => sentAt !== undefined && sentAt > now - span);
    if (counted.length < count) return [];
    const times = counted.map(({ sentAt = 0 }) => sentAt).sort((a, b) => a - b);
    return [times[times.length - count]! + span];
  });
  if (freeAt.length > 0) {
    return message.onCap === 'skip' ? { skip: 'CAP_REACHED' } : { defer: 'CAP_REACHED', until: Math.max(...freeAt) };
  }

  if (journey === null || world.window === 0) return 'send';
  const waits = others.flatMap((rival) => {
    if (rival.journey === null || rival.journey === journey) return [];
    const its = rulesOf(world, rival.journey).priority;
    if (its < priority || (its === priority && !comesFirst(rival, message))) return [];
    if (rival.sentAt !== undefined) return rival.sentAt > now - world.window ? [rival.sentAt + world.window] : [];
    if (rival.status !== 'queued' || rival.dueAt > now + world.window) return [];
    return [Math.max(rival.dueAt, now) + MINUTE];
  });
  return waits.length === 0 ? 'send' : { defer: 'JOURNEY_OUTRANKED', until: Math.max(...waits) };
}

const rulesOf = ({ journeys }: PlainWorld, journey: string | null) =>
  journeys[journey ?? ''] ?? { priority: 50, holdout: 0 };

const comesFirst = (one: PlainMessage, other: PlainMessage): boolean =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id);

/** Judges what is due, `limit` at a time: who is due first is looked at first, and among those who ranks higher. */
export function judgeAll(world: PlainWorld, now: number, limit: number): void {
  for (;;) {
    const due = world.messages
      .filter(({ status, dueAt }) => status === 'queued' && dueAt <= now)
      .sort((a, b) => a.dueAt - b.dueAt || (comesFirst(a, b) ? -1 : 1))
      .slice(0, limit);
    if (due.length === 0) return;
    const rank = ({ purpose, journey }: PlainMessage): number =>
      (purpose === 'transactional' ? 1_000 : 0) + rulesOf(world, journey).priority;
    due.sort((a, b) => rank(b) - rank(a) || (comesFirst(a, b) ? -1 : 1));
    // Who is being judged waits for nobody: no rival stands in the queue any more.
    const judged = new Map(due.map((message) => [message, message.dueAt]));
    for (const message of due) message.dueAt = Infinity;
    for (const message of due) decide(world, message, now);
    for (const [message, dueAt] of judged) if (message.dueAt === Infinity) message.dueAt = dueAt;
  }
}

function decide(world: PlainWorld, message: PlainMessage, now: number): void {
  const verdict = verdictOn(world, message, now);
  if (verdict === 'send') {
    Object.assign(message, { status: 'sent', sentAt: now, code: null });
    return;
  }
  if ('skip' in verdict) {
    Object.assign(message, { status: 'skipped', code: verdict.skip });
    return;
  }
  const end = (message.deferredAt ?? now) + message.patience;
  if (now >= end) {
    Object.assign(message, { status: 'skipped', code: 'DEFERRED_TOO_LONG' });
    return;
  }
  message.deferredAt ??= now;
  Object.assign(message, { dueAt: Math.min(verdict.until, end), code: verdict.defer });
}
