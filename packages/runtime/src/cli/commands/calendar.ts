import { readFileSync } from 'node:fs';

import type { App } from '../../app';
import { CodedUserError, ERROR_CODES, messageOf, type ErrorCode } from '../../shared';
import { textOption, UsageError, type Command, type CommandContext, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

type Method = 'GET' | 'PUT' | 'DELETE';
type Ask = (method: Method, route: string, content?: object) => Promise<unknown>;

interface Question {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly options: Command['options'];
  readonly answer: (values: Values, ask: Ask) => Promise<unknown>;
}

const CHANNEL = { channel: { type: 'string' } } as const;

const QUESTIONS: readonly Question[] = [
  {
    name: 'list',
    synopsis: '',
    summary: 'List the sending calendars, as JSON.',
    options: {},
    answer: async (_values, ask) => await ask('GET', '/calendars'),
  },
  {
    name: 'show',
    synopsis: '[--channel=CHANNEL]',
    summary: 'Print the calendar of a channel (email, sms, whatsapp, push, onsite), or the default one, as JSON.',
    options: CHANNEL,
    answer: async (values, ask) => await ask('GET', routeOf(values)),
  },
  {
    name: 'set',
    synopsis: '[--channel=CHANNEL] --file=FILE | --preset=PRESET',
    summary: 'Make the calendar of a channel, or the default one, what a file of JSON or a preset says.',
    options: { ...CHANNEL, file: { type: 'string' }, preset: { type: 'string' } },
    answer: async (values, ask) => await ask('PUT', routeOf(values), await settingsOf(values, ask)),
  },
  {
    name: 'delete',
    synopsis: '[--channel=CHANNEL]',
    summary: 'Let a channel follow the default calendar; without --channel delete that one.',
    options: CHANNEL,
    answer: async (values, ask) => await ask('DELETE', routeOf(values)),
  },
  {
    name: 'presets',
    synopsis: '',
    summary: 'List calendars to begin with, as JSON.',
    options: {},
    answer: async (_values, ask) => await ask('GET', '/calendars/presets'),
  },
  {
    name: 'cities',
    synopsis: '',
    summary: 'List the cities whose sunsets are known by name, as JSON.',
    options: {},
    answer: async (_values, ask) => await ask('GET', '/calendars/cities'),
  },
  {
    name: 'preview',
    synopsis: '[--channel=CHANNEL] [--time-zone=ZONE] [--country=IL] [--city=CITY] [--days=14]',
    summary: 'Print when messages may go out in the next days, and why not at other times.',
    options: {
      ...CHANNEL,
      'time-zone': { type: 'string' },
      country: { type: 'string' },
      city: { type: 'string' },
      days: { type: 'string' },
    },
    answer: async (values, ask) => linesOf(await ask('GET', `/calendars/preview?${queryOf(values)}`)),
  },
];

/** `aftercart calendar …`: asked of the server where one runs, else done right here. */
export const calendarCommands: readonly Command[] = QUESTIONS.map(({ answer, ...question }) => ({
  ...question,
  name: `calendar ${question.name}`,
  async run(values: Values, { config, terminal }: CommandContext) {
    const server = await RunningServer.find(config);
    const told = server
      ? await answer(values, async (...call) => await server.call(...call))
      : await withApp(config, async (app) => await answer(values, askHere(app)));
    terminal.out(typeof told === 'string' ? told : JSON.stringify(told ?? {}, null, 2));
    return 0;
  },
}));

function routeOf(values: Values): string {
  return `/calendars/${encodeURIComponent(textOption(values, 'channel') ?? 'default')}`;
}

/** @throws FILE_UNUSABLE, CALENDAR_NOT_FOUND */
async function settingsOf(values: Values, ask: Ask): Promise<object> {
  const [file, preset] = [textOption(values, 'file'), textOption(values, 'preset')];
  if ((file === undefined) === (preset === undefined))
    throw new UsageError('Say either --file=FILE or --preset=PRESET.');
  if (file !== undefined) return readJson(file);
  const { data } = (await ask('GET', '/calendars/presets')) as { data: Array<{ id: string; settings: object }> };
  const found = data.find(({ id }) => id === preset);
  if (found) return found.settings;
  const known = data.map(({ id }) => id).join(', ');
  throw new CodedUserError('CALENDAR_NOT_FOUND', `There is no preset "${preset}". There are ${known}.`);
}

function readJson(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}`);
  }
}

function queryOf(values: Values): string {
  const { 'time-zone': timeZone, channel, country, city, days } = values;
  const given = Object.entries({ timeZone, channel, country, city, days }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString();
}

interface Preview {
  readonly timeZone: string;
  readonly place: string;
  readonly spans: ReadonlyArray<{
    localFrom: string;
    localTo: string;
    isOpen: boolean;
    reason: string;
    detail: string;
  }>;
}

/** One line for each span, for a person to read. */
function linesOf(preview: unknown): string {
  const { timeZone, place, spans } = preview as Preview;
  const lines = spans.map(
    ({ localFrom, localTo, isOpen, reason, detail }) =>
      `${localFrom}  ${localTo}  ${isOpen ? 'open' : `closed  ${reason}  ${detail}`}`,
  );
  return [`${timeZone}, sun of ${place}`, ...lines].join('\n');
}

/** The same routes without a port. */
function askHere({ http, apiKey }: App): Ask {
  return async (method, route, content) => {
    const headers = { 'x-n8n-api-key': apiKey };
    const answer = await http.inject({ method, url: `/api/v1${route}`, headers, ...(content && { payload: content }) });
    const body: { code?: string; message?: string } = answer.body === '' ? {} : answer.json();
    if (answer.statusCode < 400) return body;
    const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
    throw new CodedUserError(code, body.message ?? `The answer was ${answer.statusCode}.`);
  };
}
