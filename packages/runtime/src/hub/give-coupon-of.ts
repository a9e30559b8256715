import type { CouponReceipt, Coupons } from '../coupons';
import { CodedUserError } from '../shared';
import type { HubCouponReceipt, HubCouponRequest } from './hub-requests';

interface Receiver {
  readonly workspace: number;
  readonly contact: number;
  /** The same key, the same coupon. */
  readonly key: string;
}

/** Gives what is asked for: a code of a pool, or a coupon of the shop. @throws what Coupons throws */
export async function giveCouponOf(
  coupons: Pick<Coupons, 'give' | 'create'>,
  { pool, shopCoupon: terms }: Pick<HubCouponRequest, 'pool' | 'shopCoupon'>,
  receiver: Receiver,
): Promise<HubCouponReceipt> {
  if (terms) return present(await coupons.create({ ...receiver, terms }));
  if (pool !== undefined) return present(await coupons.give({ ...receiver, pool }));
  throw new CodedUserError('COUPON_TERMS_INVALID', 'The coupon is of no pool, and nothing is said for the shop.');
}

/** As nodes see it: instants are ISO 8601. */
function present({ code, expiresAt, reason }: CouponReceipt): HubCouponReceipt {
  return { code, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(), reason };
}
