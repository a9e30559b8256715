import { readFileSync } from 'node:fs';

import { parse, YAMLParseError } from 'yaml';

import { CodedUserError, messageOf } from '../../shared';
import {
  parseCrowd,
  parseScenarios,
  printCrowd,
  printSimulation,
  simulateCrowd,
  type Crowd,
  type CrowdOptions,
} from '../../simulate';
import { wireSimulator } from '../../wiring';
import { textOption, UsageError, type Command, type Terminal, type Values } from '../command';
import { readWorkflowFiles } from '../read-workflow-files';

/** Plays scenarios, or a crowd, on a workflow in a file. Needs no server and no data folder. */
export const simulate: Command = {
  name: 'simulate',
  synopsis: 'WORKFLOW --scenario=FILE [--json] | WORKFLOW --crowd=10000 [--seed=1] [--settings=FILE] [--json]',
  summary:
    'Show what becomes of a contact in a workflow (a file), as a scenario (YAML or JSON) tells it, or of a crowd.',
  options: {
    ...{ scenario: { type: 'string' }, json: { type: 'boolean' } },
    ...{ crowd: { type: 'string' }, seed: { type: 'string' }, settings: { type: 'string' } },
  },
  operand: 'WORKFLOW',
  async run(values, { terminal }) {
    const file = textOption(values, 'WORKFLOW');
    const scenarioFile = textOption(values, 'scenario');
    const crowd = crowdOf(values);
    if (file === undefined || (scenarioFile === undefined) === (crowd === undefined)) {
      throw new UsageError('Say what to simulate: aftercart simulate WORKFLOW --scenario=FILE, or --crowd=10000.');
    }
    const [workflow] = readWorkflowFiles(file);
    if (!workflow) throw new CodedUserError('FILE_UNUSABLE', `There is no workflow in ${file}.`, { file });
    const scenarios = scenarioFile === undefined ? [] : parseScenarios(readText(scenarioFile), scenarioFile);
    const simulator = wireSimulator();
    try {
      if (crowd) {
        const onProgress = progressOn(terminal);
        const report = await simulateCrowd(simulator, workflow, crowd, { onProgress });
        terminal.out(values.json === true ? JSON.stringify(report, null, 2) : printCrowd(report));
        return 0;
      }
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

/** The crowd that a call asks for: what its file says, and the options before that. @throws SCENARIO_INVALID */
function crowdOf(values: Values): Crowd | undefined {
  const size = textOption(values, 'crowd');
  if (size === undefined) return undefined;
  const file = textOption(values, 'settings');
  const settings = file === undefined ? {} : readSettings(file);
  const seed = textOption(values, 'seed');
  return parseCrowd({
    ...settings,
    count: Number(size),
    ...(seed !== undefined && { seed: Number(seed) }),
  });
}

/** @throws FILE_UNUSABLE */
function readSettings(file: string): object {
  try {
    return (parse(readText(file)) ?? {}) as object;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read: ${error.message}`, { file });
  }
}

/** Says how far it is, once for each tenth. */
function progressOn(terminal: Terminal): CrowdOptions['onProgress'] {
  let said = 0;
  return ({ done, of }) => {
    const tenths = Math.floor((10 * done) / of);
    if (tenths > said) terminal.complain(`${done} of ${of} contacts`);
    said = tenths;
  };
}

/** @throws FILE_UNUSABLE */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read: ${messageOf(error)}.`, { file });
  }
}
