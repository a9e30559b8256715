export type { HelperColors } from './brand-colors';
export { registerShopHelpers, SHOP_HELPERS } from './register-shop-helpers';
