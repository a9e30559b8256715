export { findEndlessCycle } from './find-endless-cycle';
export type { EndRule, EntryRules } from './journey-settings';
export { parseWorkflow, type WorkflowDocument } from './parse-workflow';
export type { JourneySettings, AfterCrash, RunnableVersion } from './runnable-version';
export { WorkflowStore, type WorkflowQuery } from './workflow-store';
