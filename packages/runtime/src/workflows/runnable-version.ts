import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

/** What an execution runs: a version, immutable. */
export interface RunnableVersion {
  readonly id: string;
  readonly workspace: number;
  readonly workflow: string;
  readonly name: string;
  readonly nodes: INode[];
  readonly connections: IConnections;
  readonly settings: JourneySettings;
}

/** n8n's workflow settings and, under `aftercart`, ours. A stock n8n ignores what it does not know. */
export interface JourneySettings extends IWorkflowSettings {
  readonly aftercart?: {
    /** Event types that end a contact's journey at once, also in mid-wait. */
    readonly exitOn?: readonly string[];
  };
}
