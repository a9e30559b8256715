import { holdContact, survivorOf, type Database, type Queries, type Transaction } from '../db';
import type { Clock } from '../shared';
import type { Circumstances } from './consents';
import type { ConsentLinks, UnsubscribeClaim } from './links';
import { consentOf } from './read-consents';
import { recordConsent, type ConsentChanged } from './record-consent';

/** What the page that a link opens shows. */
export interface UnsubscribeView extends UnsubscribeClaim {
  readonly locale: string | null;
  readonly email: string | null;
  /** Whether it has been taken back already. */
  readonly isWithdrawn: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly links: ConsentLinks;
  readonly changed: ConsentChanged;
  /** Told of it, in the transaction that records it. */
  readonly onWithdrawn: (tx: Transaction, claim: UnsubscribeClaim) => Promise<void>;
}

/** What people take back by the link of a message: consent to its channel for its purpose, and nothing else. */
export class Unsubscribing {
  constructor(private readonly dependencies: Dependencies) {}

  /** Changes nothing. @returns undefined where the link is none of ours, or the contact is gone */
  async view(token: string): Promise<UnsubscribeView | undefined> {
    const { database, links } = this.dependencies;
    const claim = links.readUnsubscribe(token);
    return claim && (await readView(database, { ...claim, contact: await survivorOf(database, claim.contact) }));
  }

  /**
   * Takes the consent back. Once it is taken back, doing so again changes nothing.
   * @param wording what the page said; null where a mail program asked without showing one
   * @returns undefined as in `view`
   */
  async withdraw(
    token: string,
    { wording, ip, userAgent }: Circumstances & { readonly wording: string | null },
  ): Promise<UnsubscribeView | undefined> {
    const { database, links, clock, changed, onWithdrawn } = this.dependencies;
    const claim = links.readUnsubscribe(token);
    if (!claim) return undefined;
    return await database.write(async (tx) => {
      const contact = await holdContact(tx, claim.contact);
      const view = await readView(tx, { ...claim, contact });
      if (!view || view.isWithdrawn) return view;
      const now = clock.now();
      const { workspace, channel, purpose, message } = claim;
      const said = { status: 'withdrawn', basis: 'explicit', source: 'unsubscribe', at: now, recordedAt: now } as const;
      const evidence = { ip, wording, proof: { message, userAgent } };
      await recordConsent(tx, { workspace, contact, channel, purpose, ...said, ...evidence }, changed);
      await onWithdrawn(tx, claim);
      return { ...view, isWithdrawn: true };
    });
  }
}

async function readView(queries: Queries, claim: UnsubscribeClaim): Promise<UnsubscribeView | undefined> {
  const { workspace, contact } = claim;
  const person = await queries.get<{ email: string | null; locale: string | null }>(
    'SELECT email, locale FROM contact WHERE workspace = ? AND id = ?',
    [workspace, contact],
  );
  if (!person) return undefined;
  const state = await consentOf(queries, contact, claim);
  return { ...claim, ...person, isWithdrawn: state?.status === 'withdrawn' };
}
