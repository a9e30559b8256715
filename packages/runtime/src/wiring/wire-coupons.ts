import { Coupons, PoolStore, type CouponForShop } from '../coupons';
import type { Foundation } from './wire-foundation';

export type CouponParts = ReturnType<typeof wireCoupons>;

/** Shops stand on the engine, and are there by the time that a coupon is made. */
interface Later {
  readonly createAtShop: (workspace: number, shop: string | undefined, coupon: CouponForShop) => Promise<number | null>;
}

/** What is given to contacts. */
export function wireCoupons({ database, clock, logger, encryptionKey: secret }: Foundation, { createAtShop }: Later) {
  return {
    coupons: new Coupons({ database, clock, logger, secret, createAtShop }),
    couponPools: new PoolStore(database, clock),
  };
}
