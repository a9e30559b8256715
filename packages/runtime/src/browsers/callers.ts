import type { Database } from '../db';
import { CodedOperationalError, CodedUserError } from '../shared';
import { isAllowedOrigin, isBot, TokenBuckets, type Rate, type Site, type SiteStore } from '../sites';

/** A call of the script of a site, as it came. */
export interface BrowserCall {
  /** The parsed body. It names the write key and the browser. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** Whose browser calls. */
export interface Caller {
  readonly site: Site;
  readonly workspace: number;
  readonly anonymousId: string;
  /** Null where nobody knows whose it is. */
  readonly contact: number | null;
  /** Somebody typed an address there, or more: the shop's own server said that it is theirs. */
  readonly isProven: boolean;
  readonly isBot: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly sites: Pick<SiteStore, 'findByKey'>;
  /** How often one address may call; where left out, far more than a person does. */
  readonly rate?: Rate;
}

const USUAL_RATE: Rate = { burst: 120, perSecond: 4 };
/** As in tracking: shorter ones could be guessed. */
const ANONYMOUS_ID = /^[\w-]{16,200}$/;

/** Finds out whose browser calls: by the write key of its site, and the name that only this browser knows. */
export class Callers {
  private readonly addresses: TokenBuckets;

  constructor(private readonly dependencies: Dependencies) {
    this.addresses = new TokenBuckets(dependencies.rate ?? USUAL_RATE);
  }

  /** @throws SITE_KEY_WRONG, ORIGIN_NOT_ALLOWED, TRACKING_INVALID, TRACKING_TOO_FAST */
  async of({ body, origin, userAgent, address }: BrowserCall): Promise<Caller> {
    if (this.addresses.take(address) === 0) {
      throw new CodedOperationalError('TRACKING_TOO_FAST', 'More comes from there than is taken. Try it again later.');
    }
    const { writeKey, anonymousId } = body;
    const holder = typeof writeKey === 'string' ? await this.dependencies.sites.findByKey(writeKey) : undefined;
    if (holder?.trust !== 'public') throw new CodedUserError('SITE_KEY_WRONG', 'No site has this write key.');
    const { site } = holder;
    if (origin !== undefined && !isAllowedOrigin(site, origin)) {
      throw new CodedUserError('ORIGIN_NOT_ALLOWED', 'Pages of this origin belong to another site.');
    }
    if (typeof anonymousId !== 'string' || !ANONYMOUS_ID.test(anonymousId)) {
      throw new CodedUserError('TRACKING_INVALID', 'The call names no browser: "anonymousId" has 16 letters or more.');
    }
    const { workspace } = site;
    const owner = await this.dependencies.database.get<{ contact: number; provenAt: number | null }>(
      `SELECT contact, proven_at AS "provenAt" FROM contact_identity WHERE workspace = ? AND kind = 'anonymous' AND value = ?`,
      [workspace, anonymousId],
    );
    const whose = { contact: owner?.contact ?? null, isProven: (owner?.provenAt ?? null) !== null };
    return { site, workspace, anonymousId, ...whose, isBot: isBot(userAgent) };
  }
}
