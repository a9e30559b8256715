import type { CouponReceipt, Coupons } from '../coupons';
import type { Queries } from '../db';
import { mayBePromotedTo } from '../messages';
import { CodedUserError, type Clock } from '../shared';
import type { HubCouponReceipt, HubCouponRequest } from './hub-requests';

interface Receiver {
  readonly workspace: number;
  readonly contact: number;
  /** The same key, the same coupon. */
  readonly key: string;
}

interface GiveDependencies {
  readonly coupons: Pick<Coupons, 'give' | 'create'>;
  readonly queries: Queries;
  readonly clock: Clock;
}

const UNREACHABLE: HubCouponReceipt = { code: null, expiresAt: null, reason: 'unreachable' };

/**
 * Gives what is asked for: a code of a pool, or a coupon of the shop; nothing to a contact who could not be told of it.
 * @throws what Coupons throws
 */
export async function giveCouponOf(
  { coupons, queries, clock }: GiveDependencies,
  { pool, shopCoupon: terms, toldBy }: Omit<HubCouponRequest, 'contact' | 'itemIndex'>,
  receiver: Receiver,
): Promise<HubCouponReceipt> {
  if (toldBy && !(await mayBePromotedTo(queries, { ...receiver, channel: toldBy }, clock.now()))) return UNREACHABLE;
  if (terms) return present(await coupons.create({ ...receiver, terms }));
  if (pool !== undefined) return present(await coupons.give({ ...receiver, pool }));
  throw new CodedUserError('COUPON_TERMS_INVALID', 'The coupon is of no pool, and nothing is said for the shop.');
}

/** As nodes see it: instants are ISO 8601. */
function present({ code, expiresAt, reason }: CouponReceipt): HubCouponReceipt {
  return { code, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(), reason };
}
