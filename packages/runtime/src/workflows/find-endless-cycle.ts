import type { IConnections, INode } from 'n8n-workflow';

/** Nodes that always hand on what they got: a cycle of nothing else never ends and never rests. */
const ALWAYS_FORWARD = new Set(
  ['set', 'noOp', 'dateTime', 'renameKeys', 'crypto', 'manualTrigger', 'stickyNote', 'sort', 'markdown', 'xml'].map(
    (name) => `n8n-nodes-base.${name}`,
  ),
);

/**
 * Finds a cycle that no item can ever leave. Cycles are legal in n8n (Loop Over Items, retry until IF says no), so
 * only those are reported that consist of nodes which always forward.
 *
 * 1. Keep the edges between always-forwarding, enabled nodes.
 * 2. Walk depth first; an edge back to a node on the current path closes a cycle.
 *
 * @returns the names of its nodes in order, or undefined
 */
export function findEndlessCycle(nodes: readonly INode[], connections: IConnections): string[] | undefined {
  const forwarding = new Set(nodes.filter(isAlwaysForwarding).map(({ name }) => name));
  const finished = new Set<string>();

  for (const start of forwarding) {
    const path: string[] = [];
    const cycle = visit(start, path);
    if (cycle) return cycle;
  }
  return undefined;

  function visit(name: string, path: string[]): string[] | undefined {
    const closesAt = path.indexOf(name);
    if (closesAt >= 0) return path.slice(closesAt);
    if (finished.has(name)) return undefined;
    path.push(name);
    for (const targets of connections[name]?.main ?? []) {
      for (const target of targets ?? []) {
        const cycle = forwarding.has(target.node) ? visit(target.node, path) : undefined;
        if (cycle) return cycle;
      }
    }
    path.pop();
    finished.add(name);
    return undefined;
  }
}

function isAlwaysForwarding(node: INode): boolean {
  return node.disabled === true || ALWAYS_FORWARD.has(node.type);
}
