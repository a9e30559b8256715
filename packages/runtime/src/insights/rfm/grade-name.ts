/** What a contact's recency, frequency and money say together. */
export const GRADES = [
  'champions',
  'loyal',
  'new',
  'potential',
  'promising',
  'needs_attention',
  'cannot_lose',
  'at_risk',
  'hibernating',
  'lost',
] as const;

export type Grade = (typeof GRADES)[number];

/** Each from 1 to 5, 5 being the best. */
export interface Quintiles {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Names a contact's quintiles. @param orders how many purchases they made: one is new, however rare a second one is */
export function gradeName({ recency, frequency, monetary }: Quintiles, orders: number): Grade {
  if (recency >= 4) {
    if (orders === 1) return 'new';
    if (frequency >= 4) return monetary >= 4 ? 'champions' : 'loyal';
    return 'potential';
  }
  if (recency === 3) {
    if (frequency >= 4) return 'loyal';
    return frequency === 3 ? 'needs_attention' : 'promising';
  }
  if (frequency >= 4 && monetary >= 4) return 'cannot_lose';
  if (frequency >= 3 && orders > 1) return 'at_risk';
  return recency === 2 ? 'hibernating' : 'lost';
}
