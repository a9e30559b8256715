import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { CodedUserError, messageOf } from '../../shared';
import { askApi } from '../ask-api';
import { listOption, textOption, UsageError, type Command } from '../command';

const exportBundle: Command = {
  name: 'export:bundle',
  synopsis: '--output=FILE.json [--workflow=ID …]',
  summary:
    'Export journeys with their scenarios, message templates, segments, lists and custom fields: no secrets, no contacts.',
  options: { output: { type: 'string', short: 'o' }, workflow: { type: 'string', multiple: true } },
  async run(values, { config, terminal }) {
    const output = textOption(values, 'output');
    if (output === undefined) throw new UsageError('Say where to: --output=FILE.json.');
    const workflows = listOption(values, 'workflow');
    const bundle = (await askApi(config, 'POST', '/bundles/export', workflows.length > 0 ? { workflows } : {})) as {
      workflows: unknown[];
    };
    try {
      writeFileSync(output, `${JSON.stringify(bundle, null, 2)}\n`);
    } catch (error) {
      throw new CodedUserError('FILE_UNUSABLE', `${output} cannot be written: ${messageOf(error)}.`, { output });
    }
    terminal.out(`Exported ${bundle.workflows.length} workflows and what they consist of to ${output}.`);
    return 0;
  },
};

interface Imported {
  readonly actions: ReadonlyArray<{ kind: string; name: string; action: string; reason?: string }>;
  readonly toChoose: ReadonlyArray<{ workflow: string; node: string; what: string }>;
}

const importBundle: Command = {
  name: 'import:bundle',
  synopsis: 'FILE.json [--dry-run] [--conflicts=refuse|keep|replace]',
  summary: 'Import a bundle; workflows are new ones, and inactive. --dry-run says what it would do.',
  options: { 'dry-run': { type: 'boolean' }, conflicts: { type: 'string' } },
  operand: 'FILE',
  async run(values, { config, terminal }) {
    const file = textOption(values, 'FILE');
    if (file === undefined) throw new UsageError('Say what to import: aftercart import:bundle FILE.json.');
    const conflicts = textOption(values, 'conflicts');
    const dryRun = values['dry-run'] === true;
    const body = { bundle: readJson(file), dryRun, ...(conflicts !== undefined && { conflicts }) };
    const { actions, toChoose } = (await askApi(config, 'POST', '/bundles/import', body)) as Imported;
    for (const { kind, name, action, reason } of actions) {
      terminal.out(`${action.padEnd(8)}  ${kind} "${name}"${reason === undefined ? '' : `: ${reason}`}`);
    }
    for (const { workflow, node, what } of toChoose) terminal.out(`choose    ${what} in "${node}" of "${workflow}"`);
    if (dryRun) terminal.complain('Nothing was changed.');
    return dryRun && actions.some(({ action }) => action === 'conflict') ? 1 : 0;
  },
};

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new CodedUserError('FILE_UNUSABLE', `There is no file ${file}.`, { file });
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}.`, { file });
  }
}

export const bundleCommands: readonly Command[] = [exportBundle, importBundle];
