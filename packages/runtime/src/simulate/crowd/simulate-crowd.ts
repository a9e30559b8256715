import type { WorkflowDocument } from '../../workflows';
import type { Scenario } from '../scenario';
import type { Simulator } from '../simulator';
import type { Crowd } from './crowd';
import { crowdReport, type CrowdReport } from './crowd-report';
import { addTally, emptyTally } from './tally';

/** As many contacts are in one world at a time: what bounds the memory, and the time in which nobody else's turn comes. */
export const AT_ONCE = 1_000;

export interface CrowdOptions {
  /** Told after each part. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  /** Who the contacts are, `count` of them after the first `from`, or fewer where there are no more; invented where left out. */
  readonly peopleAt?: (from: number, count: number) => Promise<ReadonlyArray<Scenario['given']['contact']>>;
  /** Ends it between two parts. */
  readonly signal?: AbortSignal;
}

/**
 * Sends a crowd through a workflow, part by part: each in a world of its own, and a turn of the simulator's for each.
 * @throws as `Simulator.crowd`; what `signal` was aborted with
 */
export async function simulateCrowd(
  simulator: Pick<Simulator, 'crowd'>,
  workflow: WorkflowDocument,
  crowd: Crowd,
  { onProgress, peopleAt, signal }: CrowdOptions = {},
): Promise<CrowdReport> {
  const sum = emptyTally();
  for (let from = 0; from < crowd.count; from += AT_ONCE) {
    signal?.throwIfAborted();
    const count = Math.min(AT_ONCE, crowd.count - from);
    const people = await peopleAt?.(from, count);
    if (people?.length === 0) break;
    addTally(sum, await simulator.crowd(workflow, { crowd, from, count, ...(people && { people }) }));
    onProgress?.({ done: sum.contacts, of: crowd.count });
  }
  return crowdReport(workflow, crowd, sum);
}
