import type { INode } from 'n8n-workflow';

import type { HttpDependencies } from './http-dependencies';

type NodeTypes = HttpDependencies['host']['nodeTypes'];

/** How many nodes can start a workflow by themselves. Loads the types of its nodes. */
export function countTriggers(nodes: readonly INode[], nodeTypes: NodeTypes): number {
  return nodes.filter(
    ({ disabled, type, typeVersion }) =>
      disabled !== true &&
      nodeTypes.has(type) &&
      nodeTypes.getByNameAndVersion(type, typeVersion).description.group.includes('trigger'),
  ).length;
}
