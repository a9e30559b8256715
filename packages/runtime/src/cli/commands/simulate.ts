import { readFileSync } from 'node:fs';

import { CodedUserError, messageOf } from '../../shared';
import { parseScenarios, printSimulation } from '../../simulate';
import { wireSimulator } from '../../wiring';
import { textOption, UsageError, type Command } from '../command';
import { readWorkflowFiles } from '../read-workflow-files';

/** Plays scenarios on a workflow in a file. Needs no server and no data folder. */
export const simulate: Command = {
  name: 'simulate',
  synopsis: 'WORKFLOW --scenario=FILE [--json]',
  summary: 'Show what becomes of a contact in a workflow (a file), as a scenario (YAML or JSON) tells it.',
  options: { scenario: { type: 'string' }, json: { type: 'boolean' } },
  operand: 'WORKFLOW',
  async run(values, { terminal }) {
    const file = textOption(values, 'WORKFLOW');
    const scenarioFile = textOption(values, 'scenario');
    if (file === undefined || scenarioFile === undefined) {
      throw new UsageError('Say what to simulate: aftercart simulate WORKFLOW --scenario=FILE.');
    }
    const [workflow] = readWorkflowFiles(file);
    if (!workflow) throw new CodedUserError('FILE_UNUSABLE', `There is no workflow in ${file}.`, { file });
    const scenarios = parseScenarios(readText(scenarioFile), scenarioFile);
    const simulator = wireSimulator();
    try {
      const simulations = [];
      for (const scenario of scenarios) {
        const simulation = await simulator.run(workflow, scenario);
        simulations.push(simulation);
        if (values.json !== true) terminal.out(`${printSimulation(simulation)}\n`);
      }
      if (values.json === true) terminal.out(JSON.stringify(simulations, null, 2));
    } finally {
      await simulator.stop();
    }
    return 0;
  },
};

/** @throws FILE_UNUSABLE */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read: ${messageOf(error)}.`, { file });
  }
}
