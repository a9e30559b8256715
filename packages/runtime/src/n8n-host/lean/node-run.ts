import type {
  IExecuteData,
  INodeExecutionData,
  IRunExecutionData,
  IWorkflowDataProxyAdditionalKeys,
  IWorkflowExecuteAdditionalData,
  NodeExecutionHint,
  Workflow,
  WorkflowExecuteMode,
} from 'n8n-workflow';

import type { ExpressionEngine } from '../../expressions';
import type { NodePlan } from './node-plan';

/** One run of one node, as the context of the node and all that surrounds it see it. */
export interface NodeRun {
  readonly plan: NodePlan;
  readonly workflow: Workflow;
  readonly additionalData: IWorkflowExecuteAdditionalData;
  readonly mode: WorkflowExecuteMode;
  readonly state: IRunExecutionData;
  readonly runIndex: number;
  readonly entry: IExecuteData;
  readonly expressions: ExpressionEngine;
  /** What the host adds to n8n's variables in expressions. */
  readonly keys: () => IWorkflowDataProxyAdditionalKeys;
  /** Aborted when the run is cancelled. */
  readonly signal: () => AbortSignal;
}

export interface NodeOutput {
  readonly data: INodeExecutionData[][] | null | undefined;
  readonly hints?: NodeExecutionHint[];
}
