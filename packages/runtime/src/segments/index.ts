export { fillSegment } from './fill-segment';
export { explainMembership, type Explained, type Membership } from './explain-membership';
export { parseSegmentRule } from './parse-segment-rule';
export { READY_MADE, readyMade } from './ready-made';
export type { Segment } from './segment';
export { SegmentMembers, type Changed } from './segment-members';
export { SegmentStore, type SegmentDraft } from './segment-store';
export { SegmentSweeps } from './segment-sweeps';
export { changedBy, isTimed, touchesOf, type Kind } from './touches';
