import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parseScenario, type Simulator, type SimulatorOptions } from '../../../packages/runtime/src/simulate';
import { milliseconds } from '../../../packages/runtime/src/shared';
import { wireSimulator } from '../../../packages/runtime/src/wiring';
import { parseWorkflow } from '../../../packages/runtime/src/workflows';

const WORKFLOWS = path.resolve(__dirname, '../../../workflows');
const welcome = parseWorkflow(JSON.parse(readFileSync(path.join(WORKFLOWS, 'welcome-series.json'), 'utf8')));
const scenario = parseScenario({ when: [{ at: 'day 0 10:00', buys: { sku: 'MUG', total: 5 } }], until: '60 days' });

async function withSimulator(options: Partial<SimulatorOptions>, work: (simulator: Simulator) => Promise<void>) {
  const simulator = wireSimulator(options);
  try {
    await work(simulator);
  } finally {
    await simulator.stop();
  }
}

jest.setTimeout(180_000);

test('an operator learns that a simulation took too long, and the next one runs all the same', async () => {
  await withSimulator({ patience: milliseconds(1) }, async (simulator) => {
    await expect(simulator.run(welcome, scenario)).rejects.toMatchObject({ code: 'SIMULATION_OUT_OF_TIME' });
    await expect(simulator.run(welcome, scenario)).rejects.toMatchObject({ code: 'SIMULATION_OUT_OF_TIME' });
  });
});

test('an operator learns that a simulation needs too much memory, and the server lives on', async () => {
  await withSimulator({ megabytes: 16 }, async (simulator) => {
    await expect(simulator.run(welcome, scenario)).rejects.toMatchObject({ code: 'SIMULATION_OUT_OF_MEMORY' });
  });
});

test('a builder who asks for more simulations than can wait is told to come again', async () => {
  await withSimulator({ mostWaiting: 1 }, async (simulator) => {
    const first = simulator.run(welcome, scenario);
    const second = simulator.run(welcome, scenario);
    await expect(simulator.run(welcome, scenario)).rejects.toMatchObject({ code: 'SIMULATION_BUSY' });
    expect(JSON.stringify(await first)).toBe(JSON.stringify(await second));
  });
});
