export type { Fetch } from './classes';
export { ClickJudge } from './click-judge';
export { FetchLog } from './fetch-log';
export { Fetches } from './fetches';
export { trackLinks, type LinkTracking, type TrackedLink } from './html/track-links';
export { outgoingEmail, type OutgoingDependencies } from './outgoing-email';
export {
  readResults,
  type AttributedOrders,
  type MessageCounts,
  type Results,
  type ResultsOf,
} from './results/read-results';
export { Reactions, REACTIONS, type Reaction } from './reactions';
export { ReturnPaths } from './return-path';
export { countEngagement } from './sql/count-engagement';
export { findEngaged } from './sql/engaged-message';
export { tellEngagement } from './tell-engagement';
export { TrackingLinks, type ClickClaim } from './tracking-links';
export { changeTrackingSettings, readTrackingSettings, type TrackingSettings } from './tracking-settings';
