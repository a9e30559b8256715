import { existsSync, readFileSync } from 'node:fs';

import { CodedUserError } from '../../shared';
import { askApi } from '../ask-api';
import { textOption, UsageError, type Command } from '../command';

const list: Command = {
  name: 'coupons list',
  synopsis: '',
  summary: 'List coupon pools and how many codes are left, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    const { data } = (await askApi(config, 'GET', '/coupon-pools')) as { data: unknown };
    terminal.out(JSON.stringify(data, null, 2));
    return 0;
  },
};

const create: Command = {
  name: 'coupons create',
  synopsis: '--name=NAME',
  summary: 'Make a coupon pool of which each contact gets one code; `coupons import` fills it.',
  options: { name: { type: 'string' } },
  async run(values, { config, terminal }) {
    const name = textOption(values, 'name');
    if (name === undefined) throw new UsageError('Say how it is called: --name=….');
    terminal.out(JSON.stringify(await askApi(config, 'POST', '/coupon-pools', { name }), null, 2));
    return 0;
  },
};

const importCodes: Command = {
  name: 'coupons import',
  synopsis: '--pool=ID --file=FILE.csv',
  summary: 'Put codes into a pool: one for each line, its end in a second column where it has one.',
  options: { pool: { type: 'string' }, file: { type: 'string' } },
  async run(values, { config, terminal }) {
    const [pool, file] = [textOption(values, 'pool'), textOption(values, 'file')];
    if (pool === undefined || file === undefined) {
      throw new UsageError('Say which pool, and where the codes are: --pool=… --file=….');
    }
    if (!existsSync(file)) throw new CodedUserError('FILE_UNUSABLE', `There is no file ${file}.`, { file });
    const csv = readFileSync(file, 'utf8');
    const place = `/coupon-pools/${encodeURIComponent(pool)}/codes`;
    terminal.out(JSON.stringify(await askApi(config, 'POST', place, { csv }), null, 2));
    return 0;
  },
};

export const couponCommands: readonly Command[] = [list, create, importCodes];
