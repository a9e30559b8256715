export type { CouponCode, CouponPool, CouponReceipt, PoolDraft } from './coupon-pool';
export { Coupons } from './coupons';
export { giveCoupon, type CouponRequest } from './give-coupon';
export type { CouponForShop, ShopCouponTerms } from './shop-coupon';
export { parseCodes } from './parse-codes';
export { parsePool } from './parse-pool';
export { PoolStore } from './pool-store';
