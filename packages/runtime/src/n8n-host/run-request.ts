import type {
  IExecuteResponsePromiseData,
  IRun,
  IRunExecutionData,
  IWorkflowExecuteAdditionalData,
  WorkflowExecuteMode,
} from 'n8n-workflow';

import type { RunnableVersion } from '../workflows';

/** A node that is about to run. */
export interface NodeAhead {
  readonly node: string;
  /** Whether it may do something outside that a second run would do again. */
  readonly hasEffectsOutside: boolean;
  /** The execution as it stands right before the node. Shares its parts with the run: encode it at once. */
  readonly standing: () => IRunExecutionData;
}

/** One stretch of an execution: from its entry or a wait to its end or the next wait. */
export interface RunRequest {
  readonly version: RunnableVersion;
  readonly executionId: number;
  readonly mode: WorkflowExecuteMode;
  /** Where it stands: the pending nodes with their input, and what ran before. Belongs to this run from now on. */
  readonly state: IRunExecutionData;
  readonly isResumed: boolean;
  /** What our own nodes find in additionalData: a HubSource. */
  readonly hub: unknown;
  readonly executeWorkflow: IWorkflowExecuteAdditionalData['executeWorkflow'];
  /** The run of a sub-workflow that was just called; nothing where left out. */
  readonly getRunExecutionData?: IWorkflowExecuteAdditionalData['getRunExecutionData'];
  /** When the run is taken to be endless; a sensible number where left out. */
  readonly mostNodeRuns?: number;
  /** Awaited before each node; where it rejects, the run ends there. */
  readonly beforeNode?: (ahead: NodeAhead) => Promise<void>;
  /** Called when a Respond to Webhook node answers. */
  readonly onResponse?: (response: IExecuteResponsePromiseData) => void;
}

/** How the stretch ended: `run.status` is success, error or waiting. */
export interface RunOutcome {
  readonly run: IRun;
  /** The node that it ended at or waits at. */
  readonly lastNode: string | undefined;
}
