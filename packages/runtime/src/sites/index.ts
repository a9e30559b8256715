export { SITE_EVENT_TYPES } from './event-type';
export { isAllowedOrigin } from './is-allowed-origin';
export { isBot } from './is-bot';
export { OUTCOMES, type Outcome } from './outcome';
export { OutcomeCounts, type DailyCount } from './outcome-counts';
export { PruneVisitors } from './prune-visitors';
export {
  CallReceiver,
  TRACKING_RATES,
  type TrackingAnswer,
  type TrackingCall,
  type TrackingRates,
} from './receive-call';
export type { Site, SiteSettings } from './site';
export { SiteScripts, type SiteScript } from './site-script';
export { SiteStore, type NewSite, type SiteChanges } from './site-store';
export { TokenBuckets, type Rate } from './token-buckets';
export { Tracker } from './tracker';
