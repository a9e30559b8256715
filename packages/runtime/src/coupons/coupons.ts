import type { Database } from '../db';
import type { Clock, Logger } from '../shared';
import type { CouponReceipt } from './coupon-pool';
import { giveCoupon, type CouponRequest } from './give-coupon';
import { createShopCoupon, type ShopCouponDependencies, type ShopCouponTerms } from './shop-coupon';

interface Dependencies extends Omit<ShopCouponDependencies, 'queries'> {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives coupons to contacts. Who asks twice with one key gets one coupon. */
export class Coupons {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Gives a code of a pool in a transaction of its own, before the node that asked goes on: a node that is run again after
   * a crash asks with the same key and gets the same code. @throws COUPON_POOL_NOT_FOUND
   */
  async give(request: CouponRequest): Promise<CouponReceipt> {
    const { database, clock, logger } = this.dependencies;
    return await database.write((tx) => giveCoupon(tx, request, { now: clock.now(), logger }));
  }

  /** Makes one at the shop. @throws COUPON_TERMS_INVALID, SHOP_NOT_FOUND, SHOP_MAKES_NO_COUPONS, and what the shop says */
  async create(request: {
    readonly workspace: number;
    readonly contact: number;
    readonly key: string;
    readonly terms: ShopCouponTerms;
  }): Promise<CouponReceipt> {
    return await createShopCoupon(request, { ...this.dependencies, queries: this.dependencies.database });
  }
}
