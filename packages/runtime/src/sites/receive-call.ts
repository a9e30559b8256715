import { CodedOperationalError, CodedUserError } from '../shared';
import { cleanText, isRecord } from './clean-properties';
import { isAllowedOrigin } from './is-allowed-origin';
import { isBot } from './is-bot';
import type { OutcomeCounts } from './outcome-counts';
import type { Outcome } from './outcome';
import { LARGEST_MESSAGE, readMessage, type SiteMessage } from './read-message';
import type { KeyHolder, SiteStore } from './site-store';
import { TokenBuckets, type Rate } from './token-buckets';
import type { Tracker } from './tracker';

/** How much may come from one address, for one site, from one browser. */
export interface TrackingRates {
  readonly address: Rate;
  readonly site: Rate;
  readonly visitor: Rate;
}

export const TRACKING_RATES: TrackingRates = {
  address: { burst: 300, perSecond: 20 },
  site: { burst: 5_000, perSecond: 500 },
  visitor: { burst: 60, perSecond: 3 },
};

const MOST_MESSAGES = { public: 50, secret: 1_000 } as const;

/** A call of `/v1/…` as it came. */
export interface TrackingCall {
  /** identify, track, page, screen, group, alias, batch */
  readonly kind: string;
  /** The parsed body. */
  readonly body: unknown;
  /** The user name of Basic authorisation, as Segment's libraries send the key. */
  readonly basicKey: string | undefined;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** How many messages of a call were taken, and of those that were not, which (by their place) and why. */
export interface TrackingAnswer {
  readonly accepted: number;
  readonly refused: ReadonlyArray<{ readonly index: number; readonly reason: Outcome }>;
}

/** Decides which messages of a call may count, has them stored, and counts what became of all. */
export class CallReceiver {
  private readonly addresses: TokenBuckets;
  private readonly siteTokens: TokenBuckets;
  private readonly visitors: TokenBuckets;

  constructor(
    private readonly dependencies: {
      readonly sites: SiteStore;
      readonly tracker: Tracker;
      readonly counts: OutcomeCounts;
      readonly clock: { now(): number };
      readonly rates?: TrackingRates;
    },
  ) {
    const { address, site, visitor } = dependencies.rates ?? TRACKING_RATES;
    this.addresses = new TokenBuckets(address);
    this.siteTokens = new TokenBuckets(site);
    this.visitors = new TokenBuckets(visitor);
  }

  /**
   * @returns what a server with the secret key is told; a browser is told nothing of what is known
   * @throws SITE_KEY_MISSING, SITE_KEY_WRONG, ORIGIN_NOT_ALLOWED, TRACKING_INVALID, TRACKING_TOO_FAST
   */
  async receive(call: TrackingCall): Promise<TrackingAnswer | undefined> {
    const holder = await this.holderOf(call);
    const { site, trust } = holder;
    const { counts } = this.dependencies;
    if (trust === 'public' && call.origin !== undefined && !isAllowedOrigin(site, call.origin)) {
      counts.count(site, 'origin_not_allowed');
      throw new CodedUserError(
        'ORIGIN_NOT_ALLOWED',
        `Pages of ${cleanText(call.origin, 100)} may not send to this site.`,
      );
    }
    const raw = this.messagesOf(call, holder);
    const read = this.read(call, holder, raw);
    const messages = read.filter((message): message is SiteMessage => typeof message !== 'string');
    const taken = await this.dependencies.tracker.take(site, trust, messages);
    const outcomes = read.map((message) =>
      typeof message === 'string' ? message : (taken.shift() ?? 'message_invalid'),
    );
    for (const outcome of outcomes) counts.count(site, outcome);
    if (trust === 'public') return undefined;
    const refused = outcomes.flatMap((reason, index) => (isTaken(reason) ? [] : [{ index, reason }]));
    return { accepted: outcomes.length - refused.length, refused };
  }

  private async holderOf({ body, basicKey, address }: TrackingCall): Promise<KeyHolder> {
    const key = basicKey ?? (isRecord(body) && typeof body.writeKey === 'string' ? body.writeKey : undefined);
    if (!key) {
      const message =
        'Name the write key of the site: as user name of Basic authorisation, or as "writeKey" in the body.';
      throw new CodedUserError('SITE_KEY_MISSING', message);
    }
    const isKey = key.length < 100;
    const holder = isKey ? await this.dependencies.sites.findByKey(key) : undefined;
    if (holder) return holder;
    // Guessing takes tokens as tracking does.
    if (this.addresses.take(address, 10) < 10) throw tooFast();
    throw new CodedUserError('SITE_KEY_WRONG', 'No site has this write key.');
  }

  private messagesOf({ kind, body, address }: TrackingCall, { site, trust }: KeyHolder): readonly unknown[] {
    const { counts } = this.dependencies;
    const messages = kind === 'batch' ? (isRecord(body) ? body.batch : undefined) : [body];
    if (!Array.isArray(messages)) {
      counts.count(site, 'message_invalid');
      throw new CodedUserError('TRACKING_INVALID', '"batch" has to be a list of messages.');
    }
    if (messages.length > MOST_MESSAGES[trust]) {
      counts.count(site, 'batch_too_large', messages.length);
      throw new CodedUserError('TRACKING_INVALID', `A batch holds ${MOST_MESSAGES[trust]} messages at most.`);
    }
    const wanted = Math.max(1, messages.length);
    if (trust === 'public' && this.addresses.take(address, wanted) < wanted) {
      counts.count(site, 'rate_limited_ip', wanted);
      throw tooFast();
    }
    if (this.siteTokens.take(site.id, wanted) < wanted) {
      counts.count(site, 'rate_limited_site', wanted);
      throw tooFast();
    }
    return messages;
  }

  private read(call: TrackingCall, { trust }: KeyHolder, raw: readonly unknown[]): Array<SiteMessage | Outcome> {
    const now = this.dependencies.clock.now();
    const { body } = call;
    const batch = call.kind === 'batch' && isRecord(body) ? body : {};
    const shared = isRecord(batch.context) ? batch.context : {};
    return raw.map((one) => {
      const context = isRecord(one) && isRecord(one.context) ? one.context : shared;
      if (trust === 'public' && isBot(call.userAgent, context)) return 'bot';
      if (JSON.stringify(one).length > LARGEST_MESSAGE) return 'message_too_large';
      const kind = call.kind === 'batch' ? (isRecord(one) ? one.type : undefined) : call.kind;
      const message = readMessage(one, { kind, now, trust, sentAt: batch.sentAt });
      if (trust === 'secret' || typeof message === 'string') return message;
      return this.visitors.take(message.anonymousId ?? '') === 1 ? message : 'too_fast';
    });
  }
}

const isTaken = (outcome: Outcome): boolean => ['accepted', 'duplicate', 'group_ignored'].includes(outcome);

function tooFast(): CodedOperationalError {
  return new CodedOperationalError('TRACKING_TOO_FAST', 'More comes from there than is taken. Send it again later.');
}
