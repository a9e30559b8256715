import { codeOf, isCoded, messageOf } from '../shared';
import type { WorkflowDocument } from '../workflows';
import { checkExpectations, type Difference } from './check-expectations';
import type { Scenario } from './scenario';
import type { Simulation } from './simulation';
import type { Simulator } from './simulator';

export interface ScenarioResult {
  readonly name: string;
  /** Nothing where all is as expected. */
  readonly differences: readonly Difference[];
  /** What kept it from being played to its end. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly simulation?: Simulation;
}

/** Plays a scenario on a workflow and compares what comes with what it expects. */
export async function testScenario(
  simulator: Pick<Simulator, 'run'>,
  workflow: WorkflowDocument,
  scenario: Scenario,
): Promise<ScenarioResult> {
  const { name } = scenario;
  try {
    const simulation = await simulator.run(workflow, scenario);
    return { name, simulation, differences: checkExpectations(scenario, simulation) };
  } catch (error) {
    if (!isCoded(error)) throw error;
    return { name, differences: [], error: { code: codeOf(error), message: messageOf(error) } };
  }
}
