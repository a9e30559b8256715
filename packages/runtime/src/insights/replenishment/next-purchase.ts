import { days } from '../../shared';
import type { Rhythm } from './rhythms';

/** Where nobody says otherwise: four days before it has run out, or a quarter of the time where that is less. */
const USUAL_LEAD = days(4);

export interface NextPurchase {
  readonly shop: string;
  readonly product: string;
  /** When to think of it again: UTC epoch ms. */
  readonly dueAt: number;
  /** Whose rhythm it is: the shop's own word, this contact's, or that of all who buy it. */
  readonly basis: 'said' | 'own' | 'common';
  readonly lastAt: number;
}

/** When a contact is likely to need a product again: as long as a piece lasts, times the pieces bought last, less the lead. */
export function nextPurchase({ shop, product, lastAt, quantity, ...rhythm }: Rhythm): NextPurchase {
  const { saidDays, ownDays, commonDays, leadDays } = rhythm;
  const basis = saidDays !== null ? 'said' : ownDays !== null ? 'own' : 'common';
  const span = days((saidDays ?? ownDays ?? commonDays ?? 0) * quantity).milliseconds;
  const lead = leadDays === null ? Math.min(USUAL_LEAD.milliseconds, span / 4) : days(leadDays).milliseconds;
  return { shop, product, dueAt: Math.round(lastAt + Math.max(0, span - lead)), basis, lastAt };
}
