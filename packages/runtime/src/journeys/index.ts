export { EndRules } from './end-rules';
export type { Entrance } from './enter-journey';
export type { Ending } from './journey-rules';
export { hasEntryFilter, Journeys } from './journeys';
export { loadEndRules } from './load-end-rules';
export { Pauses } from './pauses';
export { PendingEntries } from './pending-entries';
