import type { Workflow } from 'n8n-workflow';

import type { Place } from './place';

/** What expressions of a node need to know of the way to another one. It never changes for a workflow. */
interface Way {
  /** The output of the other node that this one hangs on; n8n takes the first one where there is no connection. */
  readonly output: number;
  /** The same by main connections from the node whose input counts; undefined where there is none. */
  readonly mainOutput: number | undefined;
  /** Whether the other node comes before this one, so that `.item` may look for it. */
  readonly isBefore: boolean;
}

const ways = new WeakMap<Workflow, Map<string, Way>>();

export function wayTo(name: string, { workflow, node, contextNode = node }: Place): Way {
  let known = ways.get(workflow);
  if (!known) ways.set(workflow, (known = new Map<string, Way>()));
  const key = `${node}\0${name}\0${contextNode}`;
  let way = known.get(key);
  if (!way) known.set(key, (way = findWay(workflow, { node, name, contextNode })));
  return way;
}

function findWay(
  workflow: Workflow,
  { node, name, contextNode }: Record<'node' | 'name' | 'contextNode', string>,
): Way {
  return {
    output: workflow.getNodeConnectionIndexes(node, name)?.sourceIndex ?? 0,
    mainOutput: workflow.getNodeConnectionIndexes(contextNode, name, 'main')?.sourceIndex,
    isBefore: nodesBefore(workflow, node, contextNode).includes(name),
  };
}

/** As n8n does it: a sub-node counts as standing where the nodes stand that it serves. */
function nodesBefore(workflow: Workflow, name: string, contextNode: string): string[] {
  const served = workflow.getChildNodes(name, 'ALL_NON_MAIN');
  if (served.length > 0) return served.flatMap((child) => workflow.getParentNodes(child, 'ALL'));
  const node = workflow.getNode(name);
  const main = node ? workflow.getParentMainInputNode(node) : undefined;
  return workflow.getParentNodes(main?.name ?? contextNode);
}
