import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { lintWorkflow, NO_SURROUNDINGS, printFindings, type Finding } from '../../lint';
import { CodedUserError } from '../../shared';
import { textOption, UsageError, type Command } from '../command';
import { readWorkflowFiles } from '../read-workflow-files';

/** Looks for what is likely not meant so in workflows. Needs no server and no data folder. */
export const lint: Command = {
  name: 'lint',
  synopsis: 'FOLDER|FILE [--languages=en,he,ar] [--strict] [--json]',
  summary: 'Say what is likely not meant so in workflows. Ends with 1 for errors; with --strict for warnings, too.',
  options: { languages: { type: 'string' }, strict: { type: 'boolean' }, json: { type: 'boolean' } },
  operand: 'FOLDER',
  run(values, { terminal }) {
    const input = textOption(values, 'FOLDER');
    if (input === undefined) throw new UsageError('Say what to look at: aftercart lint FOLDER|FILE.');
    const languages = (textOption(values, 'languages') ?? '').split(',').flatMap((tag) => tag.trim() || []);
    const linted = filesIn(input).flatMap((file) => lintFile(file, languages));
    if (values.json === true) terminal.out(JSON.stringify(linted, null, 2));
    else for (const { name, findings } of linted) terminal.out(printFindings(name, findings));
    const failing = values.strict === true ? ['error', 'warning'] : ['error'];
    return Promise.resolve(
      linted.some(({ findings }) => findings.some((each) => failing.includes(each.severity))) ? 1 : 0,
    );
  },
};

interface Linted {
  readonly file: string;
  /** Of the workflow. */
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** What is no workflow at all is a finding, too: the other files are looked at all the same. */
function lintFile(file: string, languages: readonly string[]): Linted[] {
  try {
    return readWorkflowFiles(file).map((workflow) => {
      const findings = lintWorkflow(workflow, { ...NO_SURROUNDINGS, languages });
      return { file, name: `${workflow.name} (${file})`, findings };
    });
  } catch (error) {
    if (!(error instanceof CodedUserError)) throw error;
    const node = typeof error.details?.node === 'string' ? error.details.node : null;
    return [{ file, name: file, findings: [{ code: error.code, severity: 'error', node, message: error.message }] }];
  }
}

/** @throws FILE_UNUSABLE where there is nothing to look at */
function filesIn(input: string): string[] {
  if (!existsSync(input)) throw new CodedUserError('FILE_UNUSABLE', `There is no file or folder ${input}.`, { input });
  if (!statSync(input).isDirectory()) return [input];
  const names = readdirSync(input).filter((name) => name.endsWith('.json') && !name.endsWith('.scenarios.json'));
  if (names.length > 0) return names.sort().map((name) => path.join(input, name));
  throw new CodedUserError('FILE_UNUSABLE', `There are no workflows (NAME.json) in ${input}.`, { input });
}
