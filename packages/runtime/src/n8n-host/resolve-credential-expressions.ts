import { Workflow, type ICredentialDataDecryptedObject, type INodeTypes, type WorkflowExecuteMode } from 'n8n-workflow';

/** Evaluates the fields of a credential that are expressions (`=https://{{$self.region}}.example`). */
export function resolveCredentialExpressions(
  data: ICredentialDataDecryptedObject,
  nodeTypes: INodeTypes,
  mode: WorkflowExecuteMode,
): ICredentialDataDecryptedObject {
  if (!Object.values(data).some((value) => typeof value === 'string' && value.startsWith('='))) return data;
  const node = {
    id: 'credential',
    name: 'Credential',
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [0, 0] as [number, number],
    parameters: data as never,
  };
  const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
  return workflow.expression.getComplexParameterValue(
    node,
    data as never,
    mode,
    { $self: data },
    undefined,
    undefined,
    data,
  ) as unknown as ICredentialDataDecryptedObject;
}
