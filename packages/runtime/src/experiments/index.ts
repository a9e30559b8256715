export { chooseVariant } from './choose-variant';
export { readVariantResults, type VariantResults } from './read-variant-results';
export { CONVERSIONS, type VariantChoice, type VariantRequest } from './variant-request';
