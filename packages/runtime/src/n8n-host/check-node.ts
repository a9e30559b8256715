import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import type { CredentialStore } from '../credentials';
import { codeOf, messageOf } from '../shared';
import type { NodeTypes } from './node-types';
import type { WorkflowIssue } from './workflow-issue';

interface Collaborators {
  readonly nodeTypes: NodeTypes;
  readonly credentials: CredentialStore;
  readonly workspace: number;
}

/** What a node of an installed type lacks: its version, parameters, credentials. */
export async function checkNode(
  node: INode,
  { nodeTypes, credentials, workspace }: Collaborators,
): Promise<WorkflowIssue[]> {
  try {
    const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    const complete = withDefaults(node, description);
    const types = credentialTypesOf(complete, description);
    return [
      ...parameterIssues(complete, description),
      ...(await Promise.all(types.map((type) => credentialIssue(node, type, workspace, credentials)))).flat(),
    ];
  } catch (error) {
    return [issueOf(node, error)];
  }
}

function withDefaults(node: INode, description: INodeTypeDescription): INode {
  const parameters = NodeHelpers.getNodeParameters(
    description.properties,
    node.parameters,
    true,
    false,
    node,
    description,
  );
  return { ...node, parameters: parameters ?? node.parameters };
}

function parameterIssues(node: INode, description: INodeTypeDescription): WorkflowIssue[] {
  const found = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
  return Object.values(found?.parameters ?? {}).flatMap((messages) =>
    messages.map((message) => ({
      code: 'NODE_PARAMETER_MISSING' as const,
      message: `The node "${node.name}": ${message}`,
      node: node.name,
    })),
  );
}

/** The credentials that the node works with as it is set: an export keeps those of earlier settings, too. */
function credentialTypesOf(node: INode, description: INodeTypeDescription): CredentialNeed[] {
  const described = (description.credentials ?? [])
    .filter((credential) => NodeHelpers.displayParameter(node.parameters, credential, node, description))
    .map(({ name, required }) => ({ name, isRequired: required === true }));
  const { authentication, genericAuthType, nodeCredentialType } = node.parameters;
  const chosen =
    authentication === 'genericCredentialType'
      ? genericAuthType
      : authentication === 'predefinedCredentialType'
        ? nodeCredentialType
        : undefined;
  if (typeof chosen !== 'string' || chosen === '' || chosen.startsWith('=')) return described;
  return [...described, { name: chosen, isRequired: true }];
}

interface CredentialNeed {
  readonly name: string;
  readonly isRequired: boolean;
}

async function credentialIssue(
  node: INode,
  { name: type, isRequired }: CredentialNeed,
  workspace: number,
  credentials: CredentialStore,
): Promise<WorkflowIssue[]> {
  const id = node.credentials?.[type]?.id;
  if (id === undefined || id === null || id === '') {
    if (!isRequired) return [];
    const message = `The node "${node.name}" needs a credential of the type "${type}". Create one and choose it in the node.`;
    return [{ code: 'CREDENTIAL_MISSING', message, node: node.name }];
  }
  try {
    await credentials.summary(workspace, id);
    return [];
  } catch (error) {
    return [issueOf(node, error)];
  }
}

function issueOf(node: INode, error: unknown): WorkflowIssue {
  return { code: codeOf(error), message: `The node "${node.name}": ${messageOf(error)}`, node: node.name };
}
