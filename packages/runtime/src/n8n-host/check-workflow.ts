import { NodeHelpers, type INode } from 'n8n-workflow';

import type { CredentialStore } from '../credentials';
import { codeOf, CodedUserError, messageOf, type ErrorCode } from '../shared';
import { findEndlessCycle, type RunnableVersion } from '../workflows';
import type { NodeTypes } from './node-types';

export interface WorkflowIssue {
  readonly code: ErrorCode;
  readonly message: string;
  readonly node?: string;
}

/** Finds what would keep a workflow from running, before a contact is in it. */
export async function checkWorkflow(
  version: Pick<RunnableVersion, 'nodes' | 'connections' | 'workspace'>,
  { nodeTypes, credentials }: { nodeTypes: NodeTypes; credentials: CredentialStore },
): Promise<WorkflowIssue[]> {
  const issues: WorkflowIssue[] = [];
  for (const node of version.nodes) {
    if (node.disabled === true) continue;
    if (!nodeTypes.has(node.type)) {
      issues.push({
        code: 'NODE_TYPE_UNKNOWN',
        message: `The node "${node.name}" is of the type "${node.type}", which is not installed.`,
        node: node.name,
      });
      continue;
    }
    issues.push(...parameterIssues(node, nodeTypes));
    issues.push(...(await credentialIssues(node, version.workspace, credentials)));
  }
  const cycle = findEndlessCycle(version.nodes, version.connections);
  if (cycle) {
    issues.push({
      code: 'CONNECTION_CYCLE',
      message: `The nodes ${cycle.map((name) => `"${name}"`).join(' → ')} form a cycle that nothing leads out of. Add an IF, a Loop Over Items or a wait, or remove a connection.`,
      node: cycle[0],
    });
  }
  return issues;
}

/** @throws the code of the first issue, with all of them in its details */
export function throwOnIssues(issues: readonly WorkflowIssue[]): void {
  const [first] = issues;
  if (first) throw new CodedUserError(first.code, issues.map(({ message }) => message).join(' '), { issues });
}

function parameterIssues(node: INode, nodeTypes: NodeTypes): WorkflowIssue[] {
  try {
    const { description } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
    const parameters = NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description);
    const resolved = { ...node, parameters: parameters ?? node.parameters };
    const found = NodeHelpers.getNodeParametersIssues(description.properties, resolved, description);
    const withoutCredentials = (description.credentials ?? []).filter(
      (credential) =>
        credential.required === true &&
        NodeHelpers.displayParameter(resolved.parameters, credential, resolved, description) &&
        node.credentials?.[credential.name] === undefined,
    );
    return [
      ...Object.values(found?.parameters ?? {}).flatMap((messages) =>
        messages.map((message) => ({
          code: 'NODE_PARAMETER_MISSING' as const,
          message: `The node "${node.name}": ${message}`,
          node: node.name,
        })),
      ),
      ...withoutCredentials.map(({ name }) => ({
        code: 'CREDENTIAL_MISSING' as const,
        message: `The node "${node.name}" needs a credential of the type "${name}". Create one and choose it in the node.`,
        node: node.name,
      })),
    ];
  } catch (error) {
    return [{ code: codeOf(error), message: `The node "${node.name}": ${messageOf(error)}`, node: node.name }];
  }
}

async function credentialIssues(node: INode, workspace: number, credentials: CredentialStore): Promise<WorkflowIssue[]> {
  const issues: WorkflowIssue[] = [];
  for (const [type, details] of Object.entries(node.credentials ?? {})) {
    try {
      if (details.id) await credentials.summary(workspace, details.id);
      else throw new CodedUserError('CREDENTIAL_MISSING', `No credential of the type "${type}" is chosen.`);
    } catch (error) {
      issues.push({ code: codeOf(error), message: `The node "${node.name}": ${messageOf(error)}`, node: node.name });
    }
  }
  return issues;
}
