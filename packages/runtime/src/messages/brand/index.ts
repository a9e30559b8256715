export { FONTS, LABELLED, SOCIAL_NETWORKS, type Brand } from './brand';
export { BrandStore, type StoredBrand } from './brand-store';
export { labelSubject, type LabelledMail } from './label-subject';
export { DEFAULT_BRAND, parseBrand } from './parse-brand';
export { readBrand } from './read-brand';
