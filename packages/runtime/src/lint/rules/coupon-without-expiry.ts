import type { LintRule } from '../lint-rule';
import { is } from '../node-kinds';

/** A code that always works is passed on, and gives nobody a reason to come now. */
export const couponWithoutExpiry: LintRule = {
  code: 'COUPON_WITHOUT_EXPIRY',
  severity: 'warning',
  *find({ nodes, surroundings }) {
    for (const { name, parameters } of nodes.filter((node) => is(node, 'createCoupon'))) {
      const { source, validDays, pool } = parameters;
      if (source === 'shop' && validDays === 0) {
        yield { node: name, message: `The coupons of "${name}" never end. Set "Valid for Days".` };
      }
      if (source !== 'shop' && surroundings.pools.get(String(pool))?.ends === false) {
        yield {
          node: name,
          message: `"${name}" gives coupons of the pool "${String(pool)}" that never end. Set the end of the pool, or of its codes.`,
        };
      }
    }
  },
};
