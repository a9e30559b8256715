export { BrowserMessages, type PageVisitor } from './browser-messages';
export { composeOnsite, onsiteReceipt, type ComposedOnsite } from './compose-onsite';
export { ExpireOnsite } from './expire-onsite';
export { readOnsite, type OnsiteStored } from './onsite-content';
export {
  ONSITE_KINDS,
  ONSITE_MOMENTS,
  ONSITE_PLACES,
  type OnsiteContent,
  type OnsiteKind,
  type OnsiteMoment,
  type OnsitePlace,
  type OnsiteReceipt,
  type OnsiteRequest,
} from './onsite-request';
