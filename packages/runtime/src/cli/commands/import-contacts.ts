import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { CodedOperationalError, CodedUserError } from '../../shared';
import { textOption, UsageError, type Command, type Terminal, type Values } from '../command';
import { RunningServer } from '../running-server';

interface ImportAnswer {
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly error: string | null;
}

interface UploadAnswer {
  readonly import: ImportAnswer;
  readonly columns: readonly string[];
  readonly suggestedMapping: Readonly<Record<string, string>>;
}

const LOOK_EVERY_MS = 1_000;

/** Imports a CSV file through the server, which lets the contacts enter journeys. */
export const importContacts: Command = {
  name: 'contacts import',
  synopsis:
    'FILE [--map="COLUMN=FIELD,…"] [--country=IL] [--list=ID] [--tags=a,b] [--consent=email,sms --basis=explicit [--wording=…] [--evidence=…]] [--preview] [--errors]',
  summary:
    'Import contacts from a CSV file. Columns are recognised by their names where --map does not say otherwise; what the people agreed to is what --consent declares, or nothing. --errors prints refused lines as CSV.',
  operand: 'FILE',
  options: {
    map: { type: 'string' },
    country: { type: 'string' },
    list: { type: 'string' },
    tags: { type: 'string' },
    consent: { type: 'string' },
    basis: { type: 'string' },
    wording: { type: 'string' },
    evidence: { type: 'string' },
    encoding: { type: 'string' },
    preview: { type: 'boolean' },
    errors: { type: 'boolean' },
  },
  async run(values, { config, terminal }) {
    const file = textOption(values, 'FILE');
    if (file === undefined) throw new UsageError('Name the file: aftercart contacts import FILE.');
    if (!existsSync(file)) throw new CodedUserError('FILE_UNUSABLE', `There is no file ${file}.`, { file });
    const server = await RunningServer.find(config);
    if (!server) {
      const message = 'Start the server first: it imports, and lets the contacts enter journeys.';
      throw new CodedOperationalError('SERVER_UNREACHABLE', message);
    }
    const encoding = textOption(values, 'encoding');
    const query = encoding === undefined ? '' : `?encoding=${encodeURIComponent(encoding)}`;
    const uploaded = (await server.upload(`/contact-imports${query}`, file)) as UploadAnswer;
    const route = `/contact-imports/${uploaded.import.id}`;
    try {
      const mapping = joinMappings(uploaded.suggestedMapping, mappingOf(values));
      const country = textOption(values, 'country');
      if (values.preview === true) {
        terminal.out(JSON.stringify(await server.call('POST', `${route}/preview`, { mapping, country }), null, 2));
        return 0;
      }
      await server.call('POST', `${route}/start`, { mapping, country, ...planOf(values) });
      const ended = await untilEnded(server, route, terminal);
      terminal.out(JSON.stringify(ended, null, 2));
      if (values.errors === true)
        for await (const part of server.download(`${route}/errors`)) terminal.out(part.trimEnd());
      return ended.status === 'done' && ended.failed === 0 ? 0 : 1;
    } finally {
      await server.call('POST', `${route}/cancel`);
    }
  },
};

async function untilEnded(server: RunningServer, route: string, terminal: Terminal): Promise<ImportAnswer> {
  for (;;) {
    const state = (await server.call('GET', route)) as ImportAnswer;
    if (state.status !== 'running') return state;
    terminal.complain(`${state.done} lines, ${state.failed} refused …`);
    await pause(LOOK_EVERY_MS);
  }
}

/** What a person says counts, also of a field that another column was taken for. */
function joinMappings(
  suggested: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
): Record<string, string> {
  const fields = Object.values(said);
  const rest = Object.entries(suggested).filter(([, field]) => !fields.includes(field));
  return { ...Object.fromEntries(rest), ...said };
}

function mappingOf(values: Values): Record<string, string> {
  const pairs = (textOption(values, 'map') ?? '').split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.lastIndexOf('=');
      if (at < 1) throw new UsageError(`--map: "${pair}" is not COLUMN=FIELD.`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

function planOf(values: Values): object {
  const words = (name: string) =>
    (textOption(values, name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
  const [wording, evidence] = [textOption(values, 'wording'), textOption(values, 'evidence')];
  const channels = words('consent');
  const basis = textOption(values, 'basis');
  if (channels.length > 0 && basis === undefined) {
    throw new UsageError('--consent needs --basis: explicit, double_opt_in or customer_exception.');
  }
  return {
    list: textOption(values, 'list'),
    tags: words('tags'),
    consent: channels.length === 0 ? null : { channels, basis, wording, evidence },
  };
}
