import type { Database } from '../db';
import type { Clock, Logger } from '../shared';
import type { CouponReceipt } from './coupon-pool';
import { giveCoupon, type CouponRequest } from './give-coupon';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives coupons to contacts. */
export class Coupons {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Gives a code in a transaction of its own, before the node that asked goes on: a node that is run again after a crash
   * asks with the same key and gets the same code. @throws COUPON_POOL_NOT_FOUND
   */
  async give(request: CouponRequest): Promise<CouponReceipt> {
    const { database, clock, logger } = this.dependencies;
    return await database.write((tx) => giveCoupon(tx, request, { now: clock.now(), logger }));
  }
}
