import { CodedUserError, ERROR_CODES, type ErrorCode } from '../../shared';
import { textOption, UsageError, type Command, type CommandContext, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One thing that is asked about sites: of the server where one runs, else of the product right here. */
interface Question {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly options: Command['options'];
  readonly call: (values: Values) => readonly [method: Method, route: string, body?: object];
}

const ID = { id: { type: 'string' } } as const;
const SETTINGS = {
  origins: { type: 'string' },
  consent: { type: 'string' },
  'retention-days': { type: 'string' },
  'idle-seconds': { type: 'string' },
  currency: { type: 'string' },
  shop: { type: 'string' },
  push: { type: 'string' },
  'push-worker': { type: 'string' },
  'push-ask-after-seconds': { type: 'string' },
} as const;
const SETTINGS_SYNOPSIS =
  '[--origins=URL,…] [--consent=required|none] [--retention-days=N] [--idle-seconds=N] [--currency=EUR] [--shop=SHOP] [--push=off|onRequest|gentle] [--push-worker=PATH] [--push-ask-after-seconds=N]';

const QUESTIONS: readonly Question[] = [
  {
    name: 'create',
    synopsis: `--name=NAME ${SETTINGS_SYNOPSIS}`,
    summary: 'Create a site whose visitors are tracked; prints its keys and the snippet to paste, as JSON.',
    options: { name: { type: 'string' }, ...SETTINGS },
    call: (values) => ['POST', '/sites', { name: needed(values, 'name'), settings: settingsOf(values) }],
  },
  { name: 'list', synopsis: '', summary: 'List the sites, as JSON.', options: {}, call: () => ['GET', '/sites'] },
  {
    name: 'show',
    synopsis: '--id=SITE',
    summary: 'Show a site, its snippet, and what was taken and refused in the last week, as JSON.',
    options: ID,
    call: (values) => ['GET', routeOf(values)],
  },
  {
    name: 'set',
    synopsis: `--id=SITE [--name=NAME] ${SETTINGS_SYNOPSIS}`,
    summary: 'Change the settings of a site; what is left out stays.',
    options: { ...ID, name: { type: 'string' }, ...SETTINGS },
    call: (values) => ['PATCH', routeOf(values), { name: textOption(values, 'name'), settings: settingsOf(values) }],
  },
  {
    name: 'rotate-key',
    synopsis: '--id=SITE [--secret] [--keep-hours=N]',
    summary: 'Make another write key (or, with --secret, another secret key) of a site.',
    options: { ...ID, secret: { type: 'boolean' }, 'keep-hours': { type: 'string' } },
    call: (values) => [
      'POST',
      `${routeOf(values)}/rotate-key`,
      { key: values.secret === true ? 'secret' : 'write', keepHours: numberOption(values, 'keep-hours') },
    ],
  },
  {
    name: 'delete',
    synopsis: '--id=SITE',
    summary: 'Delete a site. What contacts did there stays theirs.',
    options: ID,
    call: (values) => ['DELETE', routeOf(values)],
  },
];

/** `aftercart site create`, `… list` and so on. */
export const siteCommands: readonly Command[] = QUESTIONS.map(({ name, synopsis, summary, options, call }) => ({
  name: `site ${name}`,
  synopsis,
  summary,
  options,
  async run(values: Values, { config, terminal }: CommandContext) {
    const [method, route, body] = call(values);
    const server = await RunningServer.find(config);
    const answer = server
      ? await server.call(method, route, body)
      : await withApp(config, async ({ http, apiKey }) => {
          const url = `/api/v1${route}`;
          const response = await http.inject({ method, url, headers: { 'x-n8n-api-key': apiKey }, payload: body });
          return readAnswer(response.statusCode, response.body);
        });
    if (method !== 'DELETE') {
      const shown = name === 'list' ? (answer as { data: unknown }).data : answer;
      terminal.out(JSON.stringify(shown, null, 2));
    }
    return 0;
  },
}));

function readAnswer(status: number, text: string): unknown {
  const body = (text === '' ? {} : JSON.parse(text)) as { code?: string; message?: string };
  if (status < 400) return body;
  const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
  throw new CodedUserError(code, body.message ?? `The answer was ${status}.`);
}

function routeOf(values: Values): string {
  const id = textOption(values, 'id');
  if (id === undefined) throw new UsageError('Say which site: --id=…. `aftercart site list` lists them.');
  return `/sites/${encodeURIComponent(id)}`;
}

function settingsOf(values: Values): object {
  return {
    allowedOrigins: textOption(values, 'origins')?.split(','),
    consent: textOption(values, 'consent'),
    retentionDays: numberOption(values, 'retention-days'),
    idleSeconds: numberOption(values, 'idle-seconds'),
    currency: textOption(values, 'currency'),
    shop: textOption(values, 'shop'),
    push: textOption(values, 'push'),
    pushWorker: textOption(values, 'push-worker'),
    pushAskAfterSeconds: numberOption(values, 'push-ask-after-seconds'),
  };
}

function needed(values: Values, name: string): string {
  const value = textOption(values, name);
  if (value === undefined) throw new UsageError(`Say --${name}=….`);
  return value;
}

function numberOption(values: Values, name: string): number | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} has to be a whole number.`);
  return Number(text);
}
