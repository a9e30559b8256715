import type { INode } from 'n8n-workflow';

import type { WorkflowDocument } from '../workflows';
import type { Simulation } from './simulation';

export interface BranchCoverage {
  readonly taken: number;
  readonly all: number;
  /** `Second purchase? (output 2)`: outputs that no scenario takes. */
  readonly missing: readonly string[];
}

/**
 * Which outputs of which nodes some simulation took. An output that leads nowhere counts, too: whoever is sent there
 * leaves the journey. A wait that nobody got over, and a node that was never reached, are missing.
 * @param outputsOf how many outputs a node has
 */
export function branchCoverage(
  { nodes }: Pick<WorkflowDocument, 'nodes'>,
  simulations: readonly Simulation[],
  outputsOf: (node: INode) => number,
): BranchCoverage {
  const taken = new Set<string>();
  for (const step of simulations.flatMap(({ executions }) => executions.flatMap(({ steps }) => steps))) {
    if (step.verdict !== 'passed' || step.node === null) continue;
    for (const output of step.outputs ?? [0]) taken.add(keyOf(step.node, output));
  }
  const missing: string[] = [];
  let all = 0;
  for (const node of nodes) {
    if (node.disabled === true || node.type === 'n8n-nodes-base.stickyNote') continue;
    const outputs = Math.max(1, outputsOf(node));
    for (let output = 0; output < outputs; output += 1) {
      all += 1;
      if (!taken.has(keyOf(node.name, output))) missing.push(outputs === 1 ? node.name : keyOf(node.name, output));
    }
  }
  return { taken: all - missing.length, all, missing };
}

const keyOf = (node: string, output: number): string => `${node} (output ${output + 1})`;

/** How many outputs a node has, as far as its connections tell: nothing has to be loaded for it. */
export function connectedOutputs({ connections }: Pick<WorkflowDocument, 'connections'>): (node: INode) => number {
  return ({ name }) => connections[name]?.main?.length ?? 1;
}
