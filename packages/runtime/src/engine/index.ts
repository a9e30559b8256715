export { Engine, type EngineDependencies, type Watcher } from './engine';
export { ExecutionStore, type ExecutionQuery, type ExecutionSummary } from './execution-store';
export { lastNodeOutput } from './last-node-output';
export { LiveWorkflows, type LiveWorkflow } from './live-workflows';
export { routeEvent } from './route-event';
export type { HubFactory } from './run-execution';
export { decodeState } from './state-codec';
export type { WaitingExecution } from './waiting-execution';
