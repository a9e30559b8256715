import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { CodedUserError } from '../../shared';
import {
  branchCoverage,
  connectedOutputs,
  parseScenarios,
  testScenario,
  type Simulation,
  type Simulator,
} from '../../simulate';
import { wireSimulator } from '../../wiring';
import type { WorkflowDocument } from '../../workflows';
import { textOption, type Command, type Terminal } from '../command';
import { readWorkflowFiles } from '../read-workflow-files';
import { readText } from './simulate';

const ENDING = /\.scenarios\.(ya?ml|json)$/;

interface Tally {
  passed: number;
  failed: number;
}

/** Runs the scenarios beside workflows as tests. Needs no server and no data folder. */
export const testWorkflows: Command = {
  name: 'test',
  synopsis: 'FOLDER',
  summary: 'Run all NAME.scenarios.yaml of a folder on NAME.json, say what differs, and which branches none takes.',
  options: {},
  operand: 'FOLDER',
  async run(values, { terminal }) {
    const input = textOption(values, 'FOLDER') ?? 'workflows';
    const files = scenarioFiles(input);
    if (files.length === 0) {
      throw new CodedUserError('FILE_UNUSABLE', `There are no files NAME.scenarios.yaml in ${input}.`, { input });
    }
    const simulator = wireSimulator();
    const tally: Tally = { passed: 0, failed: 0 };
    try {
      for (const file of files) await testFile(file, { simulator, terminal, tally });
    } finally {
      await simulator.stop();
    }
    terminal.out(`\n${tally.passed} passed, ${tally.failed} failed`);
    return tally.failed === 0 ? 0 : 1;
  },
};

function scenarioFiles(input: string): string[] {
  if (!existsSync(input)) throw new CodedUserError('FILE_UNUSABLE', `There is no file or folder ${input}.`, { input });
  if (!statSync(input).isDirectory()) return [input];
  const names = readdirSync(input).filter((name) => ENDING.test(name));
  return names.sort().map((name) => path.join(input, name));
}

interface Parts {
  readonly simulator: Simulator;
  readonly terminal: Terminal;
  readonly tally: Tally;
}

async function testFile(file: string, { simulator, terminal, tally }: Parts): Promise<void> {
  const [workflow] = readWorkflowFiles(file.replace(ENDING, '.json'));
  if (!workflow) throw new CodedUserError('FILE_UNUSABLE', `There is no workflow beside ${file}.`, { file });
  terminal.out(`\n${workflow.name}`);
  const simulations: Simulation[] = [];
  for (const scenario of parseScenarios(readText(file), file)) {
    const { simulation, differences, error } = await testScenario(simulator, workflow, scenario);
    if (simulation) simulations.push(simulation);
    const isPassed = !error && differences.length === 0;
    const lines = differences.map(
      ({ where, expected, found }) => `      ${where}\n        expected  ${expected}\n        found     ${found}`,
    );
    if (error) lines.push(`      ${error.code}: ${error.message}`);
    terminal.out([`  ${isPassed ? 'ok     ' : 'FAILED '} ${scenario.name}`, ...lines].join('\n'));
    tally[isPassed ? 'passed' : 'failed'] += 1;
  }
  terminal.out(coverageLine(workflow, simulations));
}

function coverageLine(workflow: WorkflowDocument, simulations: readonly Simulation[]): string {
  const { taken, all, missing } = branchCoverage(workflow, simulations, connectedOutputs(workflow));
  const percent = Math.floor((100 * taken) / Math.max(1, all));
  return `  ${percent} % of the branches (${taken} of ${all})${missing.map((name) => `\n      not taken: ${name}`).join('')}`;
}
