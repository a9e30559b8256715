import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { contactsCsv, exportContact } from '../../contacts';
import { CodedUserError } from '../../shared';
import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

const exportAll: Command = {
  name: 'contacts export',
  synopsis: '--output=FILE [--list=ID] [--tag=TAG] [--separator=;] [--no-bom]',
  summary: 'Write contacts into a CSV file, all of them or those of a list or with a tag.',
  options: {
    output: { type: 'string' },
    list: { type: 'string' },
    tag: { type: 'string' },
    separator: { type: 'string' },
    'no-bom': { type: 'boolean' },
  },
  async run(values, { config, terminal }) {
    const output = textOption(values, 'output');
    if (output === undefined) throw new UsageError('Say where to write: --output=FILE.');
    const [list, tag, separator] = [textOption(values, 'list'), textOption(values, 'tag'), separatorOf(values)];
    const hasByteOrderMark = values['no-bom'] !== true;
    // A server in another process does not keep anybody from reading.
    await withApp(config, async ({ database }) => {
      const lines = contactsCsv(database, { workspace: WORKSPACE, list, tag, separator, hasByteOrderMark });
      await pipeline(Readable.from(lines), createWriteStream(output, { mode: 0o600 }));
    });
    terminal.complain(`Written to ${output}.`);
    return 0;
  },
};

const show: Command = {
  name: 'contacts show',
  synopsis: '--id=ID | --email=ADDRESS',
  summary: 'Print everything that is known of a contact, as JSON: for a person who asks.',
  options: { id: { type: 'string' }, email: { type: 'string' } },
  async run(values, { config, terminal }) {
    const known = await withApp(config, async ({ database, contacts }) => {
      const id = await idOf(values, (email) => contacts.findByEmail(WORKSPACE, email));
      return await exportContact(database, WORKSPACE, id);
    });
    terminal.out(JSON.stringify(known, null, 2));
    return 0;
  },
};

const erase: Command = {
  name: 'contacts erase',
  synopsis: '--id=ID | --email=ADDRESS',
  summary: 'Forget a contact: end their journeys, delete what is known of them, and never write to them again.',
  options: { id: { type: 'string' }, email: { type: 'string' } },
  async run(values, { config, terminal }) {
    const server = await RunningServer.find(config);
    if (server) {
      const id = await idOf(values, async (email) => {
        const route = `/contacts?email=${encodeURIComponent(email)}`;
        return ((await server.call('GET', route)) as { data: Array<{ id: number }> }).data[0];
      });
      await server.call('DELETE', `/contacts/${id}`);
    } else {
      await withApp(config, async ({ contacts, writer }) => {
        await writer.erase(WORKSPACE, await idOf(values, (email) => contacts.findByEmail(WORKSPACE, email)));
      });
    }
    terminal.complain('Erased.');
    return 0;
  },
};

export const contactCommands: readonly Command[] = [exportAll, show, erase];

/** @throws CONTACT_NOT_FOUND */
async function idOf(
  values: Values,
  find: (email: string) => Promise<{ readonly id: number } | undefined>,
): Promise<number> {
  const [id, email] = [textOption(values, 'id'), textOption(values, 'email')];
  if (id !== undefined && /^[1-9]\d*$/.test(id)) return Number(id);
  if (email === undefined) throw new UsageError('Say who: --id=ID or --email=ADDRESS.');
  const contact = await find(email);
  if (contact) return contact.id;
  throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact with the address ${email}.`);
}

function separatorOf(values: Values): ',' | ';' | '\t' {
  const separator = textOption(values, 'separator') ?? ',';
  if (separator === ',' || separator === ';' || separator === '\t') return separator;
  if (separator === 'tab') return '\t';
  throw new UsageError('--separator is one of , ; tab');
}
