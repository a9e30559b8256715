export { applyReturn, SOFT_BOUNCES, SOFT_BOUNCES_WITHIN, type ReturnOutcome, type ReturnPorts } from './apply-return';
export { kindOfStatus, statusIn } from './kind-of-status';
export type { ReturnKind, ReturnNotice } from './notice';
export { Returns, type ReturnCounts } from './returns';
export { forgetSoftBounces } from './sql/forget-soft-bounces';
export { returnsOf, type StoredReturn } from './sql/returns-of';
