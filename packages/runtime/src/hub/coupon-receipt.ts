import type { CouponReceipt } from '../coupons';
import type { HubCouponReceipt } from './hub-requests';

/** As nodes see it: instants are ISO 8601. */
export function couponReceipt({ code, expiresAt, reason }: CouponReceipt): HubCouponReceipt {
  return { code, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(), reason };
}
