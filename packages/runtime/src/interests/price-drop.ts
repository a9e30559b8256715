import type { InterestFilter, ProductSnapshot } from '../events';
import { parseAmount } from '../shared';

export interface Drop {
  /** Major units. */
  readonly amount: number;
  /** Of the price before, to one decimal. */
  readonly percent: number;
}

/** How far the price has fallen; undefined where it has not, or one of the prices is not known. */
export function priceDropOf({ price, previousPrice }: Partial<ProductSnapshot>): Drop | undefined {
  if (typeof price !== 'number' || typeof previousPrice !== 'number' || price >= previousPrice) return undefined;
  // No currency has more than four decimals.
  const amount = Number((previousPrice - price).toFixed(4));
  return { amount, percent: Math.round((amount / previousPrice) * 1_000) / 10 };
}

/** Whether a fall is as large as a trigger wants it. A minimum that is not a number lets nothing through. */
export function isLargeEnough(drop: Drop, { minimumDropPercent, minimumDrop }: InterestFilter): boolean {
  if (minimumDropPercent !== undefined && !(drop.percent >= minimumDropPercent)) return false;
  if (!minimumDrop?.trim()) return true;
  // Four decimals are enough for every currency: CLF has them.
  const [least, actual] = [parseAmount(minimumDrop, 'CLF'), parseAmount(String(drop.amount), 'CLF')];
  return least !== undefined && actual !== undefined && actual >= least;
}
