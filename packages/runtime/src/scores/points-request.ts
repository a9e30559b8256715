/** What an entry of the ledger comes from. `correction`: the rules had been counted anew. `merge`: two contacts became one. */
export const ENTRY_KINDS = ['event', 'holding', 'node', 'manual', 'correction', 'merge'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Points that somebody is to get or lose, or the value that they are to have. */
export type PointsChange = { readonly points: number } | { readonly value: number };

export interface PointsRequest {
  readonly score: string;
  readonly change: PointsChange;
  readonly kind: EntryKind;
  /** For people: what it is for. */
  readonly reason: string;
  readonly rule?: string;
  readonly event?: number;
  /** Two requests of a workspace with the same one are one. */
  readonly reference?: string;
  /** UTC epoch ms. */
  readonly at: number;
}
