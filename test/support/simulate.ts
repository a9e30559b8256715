import './load-natively';

import { openWorld } from '../../packages/runtime/src/open-world';
import {
  beginningOf,
  parseScenario,
  runScenario,
  VirtualClock,
  type Simulation,
} from '../../packages/runtime/src/simulate';
import { parseWorkflow } from '../../packages/runtime/src/workflows';

/** Plays a scenario on a workflow in this process. */
export async function simulate(workflow: unknown, json: unknown): Promise<Simulation> {
  const scenario = parseScenario(json);
  const clock = new VirtualClock(beginningOf(scenario.given));
  const { world, close } = await openWorld(clock, scenario.given);
  try {
    return await runScenario(world, parseWorkflow(workflow), scenario);
  } finally {
    await close();
  }
}
