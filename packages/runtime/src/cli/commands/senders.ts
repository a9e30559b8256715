import { readFileSync } from 'node:fs';

import { CodedUserError, messageOf } from '../../shared';
import { askApi } from '../ask-api';
import { textOption, UsageError, type Command, type Values } from '../command';

const list: Command = {
  name: 'senders list',
  synopsis: '',
  summary: 'List what messages come from, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    const { data } = (await askApi(config, 'GET', '/senders')) as { data: unknown };
    terminal.out(JSON.stringify(data, null, 2));
    return 0;
  },
};

const create: Command = {
  name: 'senders create',
  synopsis: '--file=FILE',
  summary: 'Make a sender of a JSON file; `-` reads it from the input, so that no secret is left on the disk.',
  options: { file: { type: 'string' } },
  async run(values, { config, terminal }) {
    terminal.out(JSON.stringify(await askApi(config, 'POST', '/senders', readJson(values)), null, 2));
    return 0;
  },
};

const change: Command = {
  name: 'senders change',
  synopsis: '--id=SENDER --file=FILE',
  summary: 'Change a sender: the JSON file has what is to be different.',
  options: { id: { type: 'string' }, file: { type: 'string' } },
  async run(values, { config, terminal }) {
    terminal.out(JSON.stringify(await askApi(config, 'PATCH', routeOf(values), readJson(values)), null, 2));
    return 0;
  },
};

const test: Command = {
  name: 'senders test',
  synopsis: '--id=SENDER --to=ADDRESS',
  summary: 'Send yourself a message by a sender.',
  options: { id: { type: 'string' }, to: { type: 'string' } },
  async run(values, { config, terminal }) {
    const to = textOption(values, 'to');
    if (to === undefined) throw new UsageError('Say where to: --to=….');
    terminal.out(JSON.stringify(await askApi(config, 'POST', `${routeOf(values)}/test`, { to }), null, 2));
    return 0;
  },
};

const remove: Command = {
  name: 'senders delete',
  synopsis: '--id=SENDER',
  summary: 'Forget a sender and its secrets.',
  options: { id: { type: 'string' } },
  async run(values, { config, terminal }) {
    await askApi(config, 'DELETE', routeOf(values));
    terminal.complain('Deleted.');
    return 0;
  },
};

function routeOf(values: Values): string {
  const id = textOption(values, 'id');
  if (id === undefined) throw new UsageError('Say which sender: --id=….');
  return `/senders/${encodeURIComponent(id)}`;
}

/** @throws FILE_UNUSABLE */
function readJson(values: Values): object {
  const file = textOption(values, 'file');
  if (file === undefined) throw new UsageError('Say where the sender is written: --file=….');
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as object;
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}.`, { file });
  }
}

export const senderCommands: readonly Command[] = [list, create, change, test, remove];
