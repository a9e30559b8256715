import { readFileSync } from 'node:fs';

import { CodedUserError, messageOf } from '../../shared';
import { askApi } from '../ask-api';
import { textOption, UsageError, type Command } from '../command';

const list: Command = {
  name: 'forms list',
  synopsis: '',
  summary: 'List the forms and what came of them, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    const { data } = (await askApi(config, 'GET', '/forms')) as { data: unknown };
    terminal.out(JSON.stringify(data, null, 2));
    return 0;
  },
};

const show: Command = {
  name: 'forms show',
  synopsis: '--id=FORM',
  summary: 'Show a form with what other sites include to show it, as JSON.',
  options: { id: { type: 'string' } },
  async run(values, { config, terminal }) {
    const id = textOption(values, 'id');
    if (id === undefined) throw new UsageError('Say which form: --id=…. `aftercart forms list` lists them.');
    terminal.out(JSON.stringify(await askApi(config, 'GET', `/forms/${encodeURIComponent(id)}`), null, 2));
    return 0;
  },
};

const create: Command = {
  name: 'forms create',
  synopsis: '--file=FILE',
  summary: 'Make a form of a JSON file, and print it with its address.',
  options: { file: { type: 'string' } },
  async run(values, { config, terminal }) {
    const file = textOption(values, 'file');
    if (file === undefined) throw new UsageError('Say which file: --file=form.json.');
    terminal.out(JSON.stringify(await askApi(config, 'POST', '/forms', readJson(file)), null, 2));
    return 0;
  },
};

export const formCommands: readonly Command[] = [list, show, create];

/** @throws FILE_UNUSABLE */
function readJson(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}.`, { file });
  }
  throw new CodedUserError('FILE_UNUSABLE', `${file} holds no form: it has to be a JSON object.`, { file });
}
