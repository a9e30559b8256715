export { isOptOut } from './opt-out-words';
export { ProviderCallbacks } from './provider-callbacks';
export { ShortLinks } from './short-links';
export { tellFailure } from './tell-failure';
