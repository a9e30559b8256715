import { Coupons, PoolStore } from '../coupons';
import type { Foundation } from './wire-foundation';

export type CouponParts = ReturnType<typeof wireCoupons>;

/** What is given to contacts. */
export function wireCoupons({ database, clock, logger }: Pick<Foundation, 'database' | 'clock' | 'logger'>) {
  return { coupons: new Coupons({ database, clock, logger }), couponPools: new PoolStore(database, clock) };
}
