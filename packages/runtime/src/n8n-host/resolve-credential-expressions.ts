import {
  Workflow,
  type ICredentialDataDecryptedObject,
  type ICredentialsExpressionResolveValues,
  type IExecuteData,
  type INodeTypes,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

import { attachEngine, type ExpressionEngine } from '../expressions';

export interface CredentialUse {
  readonly nodeTypes: INodeTypes;
  readonly expressions: ExpressionEngine;
  readonly mode: WorkflowExecuteMode;
  /** The node and the item that the credential is used for; outside of a run there is none. */
  readonly at?: ICredentialsExpressionResolveValues;
  readonly executeData?: IExecuteData;
}

/**
 * Evaluates the fields of a credential that are expressions: over its other fields
 * (`=https://{{$self.region}}.example`) and, while a node runs, over its item (`={{$json.token}}`).
 */
export function resolveCredentialExpressions(
  data: ICredentialDataDecryptedObject,
  { nodeTypes, expressions, mode, at, executeData }: CredentialUse,
): ICredentialDataDecryptedObject {
  if (!Object.values(data).some((value) => typeof value === 'string' && value.startsWith('='))) return data;
  const parameters = data as never;
  if (at) {
    const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = at;
    const place = [runExecutionData, runIndex, itemIndex, node.name, connectionInputData] as const;
    const resolved = workflow.expression.getParameterValue(parameters, ...place, mode, {}, executeData, false, data);
    return resolved as unknown as ICredentialDataDecryptedObject;
  }
  const type = { type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0] as [number, number] };
  const node = { id: 'credential', name: 'Credential', ...type, parameters };
  const workflow = attachEngine(
    new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes }),
    expressions,
  );
  const keys = { $self: parameters };
  const resolved = workflow.expression.getComplexParameterValue(
    node,
    parameters,
    mode,
    keys,
    undefined,
    undefined,
    data,
  );
  return resolved as unknown as ICredentialDataDecryptedObject;
}
