import type {
  ICredentialDataDecryptedObject,
  IExecuteData,
  INodeExecutionData,
  IRunExecutionData,
  IWorkflowDataProxyAdditionalKeys,
  Workflow,
  WorkflowExecuteMode,
} from 'n8n-workflow';

/** Where in which run an expression is evaluated: n8n's arguments, by name. */
export interface Place {
  readonly workflow: Workflow;
  readonly run: IRunExecutionData | null;
  readonly runIndex: number;
  readonly itemIndex: number;
  /** The name of the node whose parameter it is. */
  readonly node: string;
  /** What came in on the node's first input. */
  readonly items: INodeExecutionData[];
  readonly mode: WorkflowExecuteMode;
  /** `$execution`, `$vars` and more that the host adds. Read when an expression asks for one of them: may be made then. */
  readonly keys: IWorkflowDataProxyAdditionalKeys;
  readonly executeData?: IExecuteData;
  /** The fields of the credential that is being filled in. */
  readonly self?: ICredentialDataDecryptedObject;
  /** The node whose input counts, where that is not the node itself (a sub-node of an agent). */
  readonly contextNode?: string;
}

export function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.itemIndex === other.itemIndex &&
    one.items === other.items &&
    one.node === other.node &&
    one.runIndex === other.runIndex &&
    one.run === other.run &&
    one.executeData === other.executeData &&
    one.keys === other.keys &&
    one.mode === other.mode &&
    one.self === other.self &&
    one.contextNode === other.contextNode &&
    one.workflow === other.workflow
  );
}
