export { callWebhook, type WebhookCall } from './call-webhook';
export { throwOnIssues } from './check-workflow';
export { eventTriggersOf, type EventTriggerNode } from './event-triggers';
export { N8nHost, type HostDependencies } from './n8n-host';
export type { RunOutcome, RunRequest } from './run-request';
export { makeStartState, type Start } from './start-state';
export { startTriggers, stopTriggers, type TriggerSink } from './start-triggers';
export { waitingWebhookOf, webhookNodesOf, type WebhookNode } from './webhook-nodes';
export type { WorkflowIssue } from './workflow-issue';
