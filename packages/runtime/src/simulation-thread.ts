import { parentPort } from 'node:worker_threads';

import { Settings } from 'luxon';

import { openWorld } from './open-world';
import { codeOf, isCoded, messageOf } from './shared';
import { beginningOf, runScenario, VirtualClock, type SimulationAnswer, type SimulationJob } from './simulate';
import { parseWorkflow } from './workflows';

/*
 * The program of the thread in which simulations run: one world for each, one after the other.
 */
const answer = (message: SimulationAnswer): void => parentPort?.postMessage(message);

async function simulate({ id, workflow, scenario }: SimulationJob): Promise<void> {
  const clock = new VirtualClock(beginningOf(scenario.given));
  // `$now` and `$today` of expressions ask luxon.
  Settings.now = () => clock.now();
  const { world, close } = await openWorld(clock, scenario.given);
  try {
    answer({ id, simulation: await runScenario(world, parseWorkflow(workflow), scenario) });
  } finally {
    await close();
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (job: SimulationJob) => {
  last = last
    .then(() => simulate(job))
    .catch((error: unknown) => {
      const details = isCoded(error) ? error.details : undefined;
      answer({ id: job.id, failure: { code: codeOf(error), message: messageOf(error), ...(details && { details }) } });
    });
});

// n8n's packages take a while to load the first time: not on the time of a simulation.
void openWorld(new VirtualClock(0), { timeZone: 'UTC' })
  .then(({ close }) => close())
  .then(() => answer({ ready: true }));
