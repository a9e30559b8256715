export { LeanPlan } from './lean-plan';
export { LeanRun } from './lean-run';
