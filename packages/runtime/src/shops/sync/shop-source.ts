import type { ApplyContext, KeptKind, Outcome, StoredId } from '../store';

/*
 * What import and reconciliation ask of a kind of shop. They know nothing of pages, dates or fields; a source knows
 * nothing of the store, of turns and of failures. A cursor is the source's own text: it is stored in the transaction
 * that applies the page it came with, and handed back for the next.
 */

/** One object of a shop, ready to be applied. */
export interface SourceRecord {
  /** The shop's id, for whoever looks for it; '' where it has none. */
  readonly id: string;
  /** As the shop sent it. */
  readonly body: unknown;
  /** Reads it and applies it. What cannot be read is an outcome; whatever it throws sets this record alone aside. */
  apply(context: ApplyContext): Promise<Outcome>;
}

export interface SourcePage {
  readonly records: readonly SourceRecord[];
  /** Where the next page begins; null where nothing is to be remembered. */
  readonly cursor: string | null;
  /** Nothing is left for now. */
  readonly isLast: boolean;
}

export interface HistoryPage extends SourcePage {
  /** How many objects the shop has of the kind, and how many are done with this page; null where it does not say. */
  readonly total: number | null;
  readonly done: number;
}

export interface WebhookState {
  readonly topic: string;
  readonly status: 'active' | 'paused' | 'disabled';
}

export interface WebhookCheck {
  readonly webhooks: readonly WebhookState[];
  /** Topics whose webhook the shop had given up, and that was switched on again just now. */
  readonly enabledAgain: readonly string[];
}

/** A coupon that a shop is to make: one contact uses it, once. */
export interface ShopCoupon {
  readonly code: string;
  readonly kind: 'percent' | 'amount';
  /** Percent, or major units. */
  readonly amount: string;
  /** UTC epoch ms. */
  readonly expiresAt: number | null;
  readonly email: string | null;
  readonly minimumTotal: string | null;
}

/** A shop as something that can be asked. Every call throws coded errors, those of ShopHttp mostly. */
export interface ShopSource {
  /** Asks whether the credentials open the shop. @returns what the shop says of itself */
  test(): Promise<{ readonly currency: string | null }>;
  /** What is imported, in this order. */
  readonly history: readonly string[];
  /** @param cursor null for the beginning */
  historyPage(resource: string, cursor: string | null): Promise<HistoryPage>;
  /** What is reconciled, in this order. */
  readonly watched: readonly string[];
  /**
   * What has changed since the cursor, oldest first, with some overlap: what comes twice does no harm.
   * @param cursor null for the first time: what has changed since the shop was connected
   */
  changes(resource: string, cursor: string | null): Promise<SourcePage>;
  /**
   * Makes the shop call us. Left out where this kind of shop has no webhooks.
   * @param options.isSecretNew the shop's webhooks sign with another secret than from now on
   */
  ensureWebhooks?(options?: { readonly isSecretNew?: boolean }): Promise<WebhookCheck>;
  /** Ends that the shop calls us. @returns how many webhooks were taken away */
  removeWebhooks?(): Promise<number>;
  /**
   * Records of those ids that the shop lists no more: what it says of them now, or that they were deleted. Left out
   * where this kind of shop cannot be asked.
   */
  missingAmong?(kind: KeptKind, ids: readonly StoredId[]): Promise<readonly SourceRecord[]>;
  /**
   * Makes a coupon; one that is there under this code stays as it is. Left out where this kind of shop is not asked for any.
   * @returns when it ends (UTC epoch ms), as the shop has it
   */
  createCoupon?(coupon: ShopCoupon): Promise<number | null>;
}
