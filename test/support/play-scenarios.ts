import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  branchCoverage,
  checkExpectations,
  connectedOutputs,
  parseScenarios,
  type Scenario,
  type Simulation,
} from '../../packages/runtime/src/simulate';
import { wireSimulator } from '../../packages/runtime/src/wiring';
import { parseWorkflow, type WorkflowDocument } from '../../packages/runtime/src/workflows';

const FOLDER = path.resolve(__dirname, '../../workflows');
const JOURNEYS = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));
/** What the trigger of each kind of shop is called. */
const TRIGGERS = {
  woocommerce: 'n8n-nodes-aftercart.wooCommerceTrigger',
  magento: 'n8n-nodes-aftercart.magentoTrigger',
};
type ShopType = keyof typeof TRIGGERS;

/**
 * Plays all scenarios of the ready-made journeys for a kind of shop, and asks that they take every branch. A file for each kind
 * calls it, so that both are played at the same time.
 */
export function playScenarios(type: ShopType): void {
  const simulator = wireSimulator();
  afterAll(() => simulator.stop());

  describe.each(JOURNEYS)('%s', (name) => {
    const workflow = workflowOf(name, type);
    const simulations: Simulation[] = [];

    test.each(scenariosOf(name, type))('$name', async (scenario) => {
      const simulation = await simulator.run(workflow, scenario);
      simulations.push(simulation);
      expect(checkExpectations(scenario, simulation)).toEqual([]);
    });

    test('every branch is taken by the contact of some scenario', () => {
      expect(branchCoverage(workflow, simulations, connectedOutputs(workflow)).missing).toEqual([]);
    });
  });
}

function workflowOf(name: string, type: ShopType): WorkflowDocument {
  const text = readFileSync(path.join(FOLDER, `${name}.json`), 'utf8').replaceAll(TRIGGERS.woocommerce, TRIGGERS[type]);
  return parseWorkflow(JSON.parse(text));
}

function scenariosOf(name: string, type: ShopType): Scenario[] {
  const file = path.join(FOLDER, `${name}.scenarios.yaml`);
  const scenarios = parseScenarios(readFileSync(file, 'utf8'), file);
  return scenarios.map(({ given, ...rest }) => ({ ...rest, given: { ...given, shop: { ...given.shop, type } } }));
}
