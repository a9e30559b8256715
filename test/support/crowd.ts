import './load-natively';

import { openWorld } from '../../packages/runtime/src/open-world';
import {
  beginningOfCrowd,
  parseCrowd,
  peopleOf,
  runCrowd,
  simulateCrowd,
  VirtualClock,
  type CrowdPart,
  type CrowdReport,
  type Tally,
} from '../../packages/runtime/src/simulate';
import { parseWorkflow, type WorkflowDocument } from '../../packages/runtime/src/workflows';

/** Sends a part of a crowd through a workflow in this process. */
export async function runPart(document: WorkflowDocument, part: CrowdPart): Promise<Tally> {
  const people = peopleOf(part, document);
  const { world, close } = await openWorld(new VirtualClock(beginningOfCrowd(part, people)), part.crowd.given);
  try {
    return await runCrowd(world, document, part, people);
  } finally {
    await close();
  }
}

/** Sends a crowd through a workflow in this process. */
export async function crowdThrough(workflow: unknown, json: unknown): Promise<CrowdReport> {
  return await simulateCrowd({ crowd: runPart }, parseWorkflow(workflow), parseCrowd(json));
}
