import type { INode } from 'n8n-workflow';

import type { CredentialStore } from '../credentials';
import { CodedUserError } from '../shared';
import { findEndlessCycle, type RunnableVersion } from '../workflows';
import { checkNode } from './check-node';
import type { NodeTypes } from './node-types';
import type { WorkflowIssue } from './workflow-issue';

/** Finds what would keep a workflow from running, before a contact is in it. */
export async function checkWorkflow(
  version: Pick<RunnableVersion, 'nodes' | 'connections' | 'workspace'>,
  { nodeTypes, credentials }: { nodeTypes: NodeTypes; credentials: CredentialStore },
): Promise<WorkflowIssue[]> {
  const { workspace } = version;
  const issues: WorkflowIssue[] = [];
  for (const node of version.nodes) {
    if (node.disabled === true) continue;
    if (!nodeTypes.has(node.type)) issues.push(unknownType(node));
    else if (canRun(node, version, nodeTypes))
      issues.push(...(await checkNode(node, { nodeTypes, credentials, workspace })));
  }
  const cycle = findEndlessCycle(version.nodes, version.connections);
  if (cycle) issues.push(endless(cycle));
  return issues;
}

/** @throws the code of the first issue, with all of them in its details */
export function throwOnIssues(issues: readonly WorkflowIssue[]): void {
  const [first] = issues;
  if (first) throw new CodedUserError(first.code, issues.map(({ message }) => message).join(' '), { issues });
}

/** A node that something leads to, or that begins by itself. What lies beside the workflow unconnected may be unfinished. */
function canRun(node: INode, { connections }: Pick<RunnableVersion, 'connections'>, nodeTypes: NodeTypes): boolean {
  const isTarget = Object.values(connections).some((byType) =>
    Object.values(byType).some((outputs) =>
      outputs.some((targets) => targets?.some((target) => target.node === node.name)),
    ),
  );
  return isTarget || node.name in connections || nodeTypes.isTrigger(node);
}

function unknownType({ name, type }: INode): WorkflowIssue {
  const message = `The node "${name}" is of the type "${type}", which is not installed.`;
  return { code: 'NODE_TYPE_UNKNOWN', message, node: name };
}

function endless(cycle: readonly string[]): WorkflowIssue {
  const path = cycle.map((name) => `"${name}"`).join(' → ');
  const advice = 'Add an IF, a Loop Over Items or a wait, or remove a connection.';
  const message = `The nodes ${path} form a cycle that nothing leads out of. ${advice}`;
  return { code: 'CONNECTION_CYCLE', message, node: cycle[0] };
}
