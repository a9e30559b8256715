export { tickedBoxes } from './checkout-boxes';
export {
  BASES,
  CHANNELS,
  PURPOSES,
  type ConsentChannel,
  type ConsentPurpose,
  type ConsentState,
  type ConsentStatement,
} from './consent';
export {
  changeConsentSettings,
  parseConsentSettings,
  readConsentSettings,
  type CheckoutBox,
  type ConsentSettings,
} from './consent-settings';
export { Consents, DAYS_TO_CONFIRM, type Circumstances, type ConsentReport } from './consents';
export { ConsentLinks, type UnsubscribeClaim } from './links';
export { mergeConsents, stricter } from './merge-consents';
export { nextState } from './next-state';
export { Preferences, type PreferencesView } from './preferences';
export { consentLedgerOf, consentOf, consentsOf } from './read-consents';
export { recordConsent, type ConsentChanged } from './record-consent';
export {
  liftSuppression,
  readSuppression,
  suppress,
  suppressionHash,
  type Address,
  type SuppressionReason,
} from './suppressions';
export { Unsubscribing, type UnsubscribeView } from './unsubscribing';
