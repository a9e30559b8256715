import type { IRunData } from 'n8n-workflow';

import { CodedUserError } from '../shared';

/** A journey runs a few dozen nodes in one stretch; a loop over a large catalogue some ten thousand. */
export const MOST_NODE_RUNS = 50_000;
/** How many nodes run before other work gets its turn. */
const NODES_PER_TURN = 25;
/** Of a run that went in circles, enough to see in which. */
const RUNS_TO_SHOW = 20;

/**
 * Keeps one run from taking the server: nodes that never touch the network would otherwise run in one go, and a cycle
 * without an exit for ever.
 */
export class RunGuard {
  private nodeRuns = 0;

  constructor(private readonly mostNodeRuns: number = MOST_NODE_RUNS) {}

  /** Awaited before each node. @returns nothing to wait for, mostly @throws EXECUTION_ENDLESS */
  beforeNode(): Promise<void> | undefined {
    this.nodeRuns += 1;
    if (this.nodeRuns > this.mostNodeRuns) {
      throw new CodedUserError(
        'EXECUTION_ENDLESS',
        `The execution ran ${this.mostNodeRuns.toLocaleString('en')} nodes without coming to an end or a wait. Look for a cycle that nothing leads out of.`,
      );
    }
    return this.nodeRuns % NODES_PER_TURN === 0 ? new Promise(setImmediate) : undefined;
  }

  /** Leaves the last rounds of a run that was stopped here: all of them would be as large as they are alike. */
  shorten(runData: IRunData): void {
    if (this.nodeRuns <= this.mostNodeRuns) return;
    for (const runs of Object.values(runData)) runs.splice(0, Math.max(0, runs.length - RUNS_TO_SHOW));
  }
}
