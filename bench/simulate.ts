import { readFileSync } from 'node:fs';
import path from 'node:path';

import { openWorld } from '../packages/runtime/src/open-world';
import { beginningOf, parseScenario, runScenario, VirtualClock } from '../packages/runtime/src/simulate';
import { parseWorkflow } from '../packages/runtime/src/workflows';
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
  const lines = [
    { measure: 'sixty days played: median', value: percentile(playing, 0.5), unit: 'ms', target: '<= 200' },
    { measure: 'sixty days played: p99', value: percentile(playing, 0.99), unit: 'ms' },
    { measure: 'a world opened: median', value: percentile(opening, 0.5), unit: 'ms' },
  ];
  return [{ title: 'Simulation', lines, settings: { simulations: count, days: 60 } }];
}
