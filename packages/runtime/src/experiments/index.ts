export { chooseVariant } from './choose-variant';
export { CONVERSIONS, type VariantChoice, type VariantRequest } from './variant-request';
