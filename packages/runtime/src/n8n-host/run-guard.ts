import { CodedUserError } from '../shared';

/** A journey runs a few dozen nodes in one stretch; a loop over a large catalogue some ten thousand. */
const MOST_NODE_RUNS = 100_000;
/** How many nodes run before other work gets its turn. */
const NODES_PER_TURN = 25;

/**
 * Keeps one run from taking the server: nodes that never touch the network would otherwise run in one go, and a cycle
 * without an exit for ever.
 */
export class RunGuard {
  private nodeRuns = 0;

  /** Awaited before each node. @throws EXECUTION_ENDLESS */
  async beforeNode(): Promise<void> {
    this.nodeRuns += 1;
    if (this.nodeRuns > MOST_NODE_RUNS) {
      throw new CodedUserError(
        'EXECUTION_ENDLESS',
        `The execution ran ${MOST_NODE_RUNS.toLocaleString('en')} nodes without coming to an end or a wait. Look for a cycle that nothing leads out of.`,
      );
    }
    if (this.nodeRuns % NODES_PER_TURN === 0) await new Promise(setImmediate);
  }
}
