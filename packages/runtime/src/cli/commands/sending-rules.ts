import { readFileSync } from 'node:fs';

import { CodedUserError, messageOf } from '../../shared';
import { askApi } from '../ask-api';
import { textOption, UsageError, type Command } from '../command';

const show: Command = {
  name: 'sending-rules show',
  synopsis: '',
  summary: 'Print frequency caps, the window of priorities and throttles, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    terminal.out(JSON.stringify(await askApi(config, 'GET', '/sending-rules'), null, 2));
    return 0;
  },
};

const set: Command = {
  name: 'sending-rules set',
  synopsis: '--file=RULES.json',
  summary: 'Put the rules of a JSON file in the place of those before.',
  options: { file: { type: 'string' } },
  async run(values, { config, terminal }) {
    const file = textOption(values, 'file');
    if (file === undefined) throw new UsageError('Say where the rules are: --file=….');
    terminal.out(JSON.stringify(await askApi(config, 'PUT', '/sending-rules', readJson(file)), null, 2));
    return 0;
  },
};

/** `aftercart sending-rules …`: asked of the server where one runs, else done right here. */
export const sendingRuleCommands: readonly Command[] = [show, set];

/** @throws FILE_UNUSABLE */
function readJson(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}`);
  }
}
