export { Admission } from './admission';
export { createServer } from './create-server';
export type { EngineControl, HttpDependencies, LiveControl, NodeWebhookCall } from './http-dependencies';
export { LIMITS, type Limits } from './limits';
export { listen } from './listen';
export { presentExecution } from './present-execution';
export { presentWorkflow } from './present-workflow';
