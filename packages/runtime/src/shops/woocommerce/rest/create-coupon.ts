import { isCoded } from '../../../shared';
import { isRecord, readRecord } from '../../store';
import type { ShopCoupon } from '../../sync';
import type { RestClient } from './rest-client';

/**
 * Makes a coupon that can be used once. Who asks again with the same code, because no answer came, finds the one that is there.
 * @returns when it ends (UTC epoch ms), as the shop has it
 * @throws SHOP_KEY_TOO_WEAK where the key may only read, SHOP_REFUSED
 */
export async function createCoupon(client: RestClient, coupon: ShopCoupon): Promise<number | null> {
  const { code, kind, amount, expiresAt, email, minimumTotal } = coupon;
  try {
    return endOf(
      await client.send('POST', 'coupons', {
        code,
        discount_type: kind === 'percent' ? 'percent' : 'fixed_cart',
        amount,
        usage_limit: 1,
        individual_use: true,
        ...(expiresAt !== null && { date_expires_gmt: new Date(expiresAt).toISOString().slice(0, 19) }),
        ...(email !== null && { email_restrictions: [email] }),
        ...(minimumTotal !== null && { minimum_amount: minimumTotal }),
      }),
    );
  } catch (error) {
    if (!isCoded(error) || error.details?.shopCode !== 'woocommerce_rest_coupon_code_already_exists') throw error;
    const { objects } = await client.list('coupons', { code });
    return endOf(objects[0]);
  }
}

function endOf(json: unknown): number | null {
  if (!isRecord(json)) return null;
  const { date_expires_gmt: end } = readRecord(json);
  return typeof end === 'string' && end !== '' ? Date.parse(`${end}Z`) : null;
}
