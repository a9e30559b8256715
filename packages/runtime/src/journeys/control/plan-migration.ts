import type { INode } from 'n8n-workflow';

import { CodedUserError } from '../../shared';
import type { WaitingCount } from './count-waiting';
import type { InFlightPolicy, SweepPlan } from './sweep-plan';

/** What to do with those in flight: for all, and for those who wait at some nodes (by name in their version). */
export interface InFlight {
  readonly otherwise?: InFlightPolicy;
  readonly nodes?: Readonly<Record<string, InFlightPolicy>>;
}

/** Who waits where, and what becomes of them. */
export interface InFlightCount extends WaitingCount {
  readonly does: InFlightPolicy;
}

/**
 * Checks what is asked for against the nodes of the new version and those who wait, and counts whom it concerns.
 * @throws JOURNEY_NODE_UNKNOWN where somebody would have to go on at a node that is not there
 */
export function planMigration(
  nodes: readonly INode[],
  waiting: readonly WaitingCount[],
  { otherwise = { do: 'stay' }, nodes: byNode = {} }: InFlight,
): InFlightCount[] {
  const counts = waiting.map((count) => ({ ...count, does: byNode[count.node] ?? otherwise }));
  for (const [node, policy] of Object.entries(byNode)) checkTarget(nodes, node, policy);
  for (const { node, does } of counts) checkTarget(nodes, node, does);
  return counts;
}

function checkTarget(nodes: readonly INode[], node: string, policy: InFlightPolicy): void {
  if (policy.do === 'stay' || policy.do === 'leave') return;
  checkNode(nodes, policy.do === 'move' ? policy.node : node);
}

/** @throws JOURNEY_NODE_UNKNOWN */
export function checkNode(nodes: readonly INode[], name: string): void {
  const node = nodes.find((each) => each.name === name);
  if (node && node.disabled !== true) return;
  throw new CodedUserError(
    'JOURNEY_NODE_UNKNOWN',
    `Nobody can go on at "${name}": the version has no such node, or it is switched off. Name another node.`,
    { node: name },
  );
}

export const migration = (to: string, { otherwise = { do: 'stay' }, nodes = {} }: InFlight): SweepPlan => ({
  kind: 'migrate',
  to,
  otherwise,
  nodes,
});
