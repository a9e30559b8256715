/** What an operator says of a pool. Instants are UTC epoch ms. */
export interface PoolDraft {
  readonly name: string;
  /** How many codes a contact gets at most; null for any number. */
  readonly maxPerContact: number | null;
  /** With fewer codes left than this the log warns; null for never. */
  readonly lowStock: number | null;
  /** When codes that name no end of their own stop working. */
  readonly expiresAt: number | null;
}

/** Codes that are given away, each of them once. */
export interface CouponPool extends PoolDraft {
  readonly id: string;
  readonly createdAt: number;
  readonly left: number;
  readonly given: number;
}

/** A code on its way into a pool. */
export interface CouponCode {
  readonly code: string;
  readonly expiresAt: number | null;
}

/** What comes of asking for a code: one, or why there is none. */
export type CouponReceipt =
  | { readonly code: string; readonly expiresAt: number | null; readonly reason: 'given' | 'again' }
  | { readonly code: null; readonly expiresAt: null; readonly reason: 'exhausted' | 'limit' | 'expired' };
