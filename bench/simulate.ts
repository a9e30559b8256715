import { readFileSync } from 'node:fs';
import path from 'node:path';

import { openWorld } from '../packages/runtime/src/open-world';
import {
  beginningOf,
  beginningOfCrowd,
  parseCrowd,
  parseScenario,
  peopleOf,
  runCrowd,
  runScenario,
  simulateCrowd,
  VirtualClock,
  type CrowdPart,
  type Tally,
} from '../packages/runtime/src/simulate';
import { parseWorkflow, type WorkflowDocument } from '../packages/runtime/src/workflows';
import { percentile } from './report/percentile';
import type { Report } from './report/report';
import type { Settings } from './settings';

const WORKFLOW = path.resolve(__dirname, '../workflows/welcome-series.json');

/** What it takes to play sixty days of the welcome series, apart from opening the world in which it is played. */
export async function measureSimulate({ count = 20 }: Settings): Promise<Report[]> {
  const workflow = parseWorkflow(JSON.parse(readFileSync(WORKFLOW, 'utf8')));
  const scenario = parseScenario({
    given: { contact: { consents: [{ channel: 'email', purpose: 'promotional' }] } },
    when: [
      { at: 'day 0 10:00', buys: { sku: 'MUG-1', total: 40 } },
      { at: 'day 1 18:00', buys: { sku: 'CUP-1', total: 25 } },
    ],
    until: '60 days',
  });
  const [opening, playing]: [number[], number[]] = [[], []];
  for (let played = 0; played <= count; played += 1) {
    const beganAt = performance.now();
    const { world, close } = await openWorld(new VirtualClock(beginningOf(scenario.given)), scenario.given);
    const openedAt = performance.now();
    await runScenario(world, workflow, scenario);
    const endedAt = performance.now();
    await close();
    // The first one loads n8n's packages.
    if (played === 0) continue;
    opening.push(openedAt - beganAt);
    playing.push(endedAt - openedAt);
  }
  const crowd = await measureCrowd(workflow, count * CONTACTS_EACH);
  const lines = [
    { measure: 'sixty days played: median', value: percentile(playing, 0.5), unit: 'ms', target: '<= 200' },
    { measure: 'sixty days played: p99', value: percentile(playing, 0.99), unit: 'ms' },
    { measure: 'a world opened: median', value: percentile(opening, 0.5), unit: 'ms' },
    ...crowd,
  ];
  return [{ title: 'Simulation', lines, settings: { simulations: count, days: 60, crowd: count * CONTACTS_EACH } }];
}

/** A crowd is so many contacts for each simulation. */
const CONTACTS_EACH = 500;

/** What it takes to send a crowd through the welcome series, the opening of its worlds included, and what it holds meanwhile. */
async function measureCrowd(workflow: WorkflowDocument, count: number): Promise<Report['lines']> {
  const crowd = parseCrowd({ count });
  let mostBytes = 0;
  const beganAt = performance.now();
  const inThisProcess = async (document: WorkflowDocument, part: CrowdPart): Promise<Tally> => {
    const people = peopleOf(part, document);
    const { world, close } = await openWorld(new VirtualClock(beginningOfCrowd(part, people)), crowd.given);
    try {
      return await runCrowd(world, document, part, people);
    } finally {
      mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
      await close();
    }
  };
  const report = await simulateCrowd({ crowd: inThisProcess }, workflow, crowd);
  const milliseconds = performance.now() - beganAt;
  return [
    { measure: 'a crowd through sixty days', value: milliseconds / 1_000, unit: 's' },
    { measure: 'contacts of a crowd', value: (1_000 * count) / milliseconds, unit: '/s' },
    { measure: 'messages sent in it', value: report.messages.sent, unit: '' },
    { measure: 'memory of the process at most (RSS)', value: mostBytes / 2 ** 20, unit: 'MB' },
  ];
}
