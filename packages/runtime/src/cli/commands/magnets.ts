import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';

import { PAGE_LANGUAGES } from '../../forms';
import { CodedUserError } from '../../shared';
import { WORKSPACE } from '../../workspace';
import { askApi } from '../ask-api';
import { textOption, UsageError, type Command } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

const list: Command = {
  name: 'magnets list',
  synopsis: '',
  summary: 'List what people get for signing up, as JSON.',
  options: {},
  async run(_values, { config, terminal }) {
    const { data } = (await askApi(config, 'GET', '/magnets')) as { data: unknown };
    terminal.out(JSON.stringify(data, null, 2));
    return 0;
  },
};

const create: Command = {
  name: 'magnets create',
  synopsis: '--name=NAME',
  summary: 'Make a magnet; `magnets upload` gives it its files.',
  options: { name: { type: 'string' } },
  async run(values, { config, terminal }) {
    const name = textOption(values, 'name');
    if (name === undefined) throw new UsageError('Say how it is called: --name=….');
    terminal.out(JSON.stringify(await askApi(config, 'POST', '/magnets', { name }), null, 2));
    return 0;
  },
};

const upload: Command = {
  name: 'magnets upload',
  synopsis: '--id=MAGNET --language=en|he|ar --file=FILE',
  summary: 'Let a magnet be a file in one language.',
  options: { id: { type: 'string' }, language: { type: 'string' }, file: { type: 'string' } },
  async run(values, { config, terminal }) {
    const [id, file] = [textOption(values, 'id'), textOption(values, 'file')];
    const language = PAGE_LANGUAGES.find((each) => each === values.language);
    if (id === undefined || file === undefined || language === undefined) {
      throw new UsageError('Say which magnet, in which language, and where the file is: --id --language --file.');
    }
    if (!existsSync(file)) throw new CodedUserError('FILE_UNUSABLE', `There is no file ${file}.`, { file });
    const name = path.basename(file);
    const server = await RunningServer.find(config);
    if (server) {
      const place = `/magnets/${encodeURIComponent(id)}/file/${language}?name=${encodeURIComponent(name)}`;
      await server.upload(place, file, { method: 'PUT', type: 'application/octet-stream' });
    } else {
      await withApp(config, async ({ magnetContents }) => {
        await magnetContents.putFile(WORKSPACE, { magnet: id, language }, { content: createReadStream(file), name });
      });
    }
    terminal.complain('Uploaded.');
    return 0;
  },
};

export const magnetCommands: readonly Command[] = [list, create, upload];
