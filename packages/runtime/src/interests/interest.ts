import type { InterestKind } from '../events';

/** What is kept: whoever has bought a product is found by their orders. */
export type KeptKind = Exclude<InterestKind, 'bought'>;

/** What an event says about a contact's interest in products. */
export interface InterestChange {
  readonly kind: KeptKind;
  /** `productNames` of all products that the contact is interested in by it. */
  readonly names: readonly string[];
  /** `ended`: in these no more; `all`: in these, and in no other of the kind at this shop. */
  readonly effect: 'shown' | 'ended' | 'all';
}
