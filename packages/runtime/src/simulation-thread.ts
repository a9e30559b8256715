import { parentPort } from 'node:worker_threads';

import { Settings } from 'luxon';

import { openWorld } from './open-world';
import { codeOf, isCoded, messageOf } from './shared';
import {
  beginningOf,
  beginningOfCrowd,
  peopleOf,
  runCrowd,
  runScenario,
  VirtualClock,
  type SimulationAnswer,
  type SimulationJob,
  type World,
} from './simulate';
import { parseWorkflow } from './workflows';

/*
 * The program of the thread in which simulations run: one world for each, one after the other.
 */
const answer = (message: SimulationAnswer): void => parentPort?.postMessage(message);

async function simulate({ id, workflow, ...task }: SimulationJob): Promise<void> {
  const document = parseWorkflow(workflow);
  if ('scenario' in task) {
    const { scenario } = task;
    const play = async (world: World) => await runScenario(world, document, scenario);
    answer({ id, simulation: await inWorld(beginningOf(scenario.given), scenario.given, play) });
    return;
  }
  const { part } = task;
  const people = peopleOf(part, document);
  const play = async (world: World) => await runCrowd(world, document, part, people);
  answer({ id, tally: await inWorld(beginningOfCrowd(part, people), part.crowd.given, play) });
}

/** @param beginning UTC epoch ms */
async function inWorld<Result>(
  beginning: number,
  given: { readonly timeZone: string },
  play: (world: World) => Promise<Result>,
): Promise<Result> {
  const clock = new VirtualClock(beginning);
  // `$now` and `$today` of expressions ask luxon.
  Settings.now = () => clock.now();
  const { world, close } = await openWorld(clock, given);
  try {
    return await play(world);
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
