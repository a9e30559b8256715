import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { App } from '../../app';
import { CodedUserError, ERROR_CODES, messageOf, seconds, type ErrorCode } from '../../shared';
import { textOption, UsageError, type Command, type CommandContext, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

const LOOK_EVERY = seconds(0.5);

type Call = readonly [method: 'GET' | 'POST' | 'DELETE', route: string, content?: object];

interface Question {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly options: Command['options'];
  readonly call: (values: Values) => Call;
  /** What is left to do where no server does it. */
  readonly finish?: (app: App) => Promise<unknown>;
  /** What is printed in place of the answer, once that is there. */
  readonly until?: (ask: Ask, answered: unknown) => Promise<unknown>;
}

type Ask = (...call: Call) => Promise<unknown>;

interface Recount {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'scores show',
    synopsis: '--contact=ID',
    summary: "Print a contact's scores as they are worth now, as JSON.",
    options: { contact: { type: 'string' } },
    call: (values) => ['GET', `/contacts/${required(values, 'contact')}/scores`],
  },
  {
    name: 'scores recompute',
    synopsis: '[--rule=ID] [--apply]',
    summary: 'Say what counting scores anew would change; with --apply do it. The ledger keeps its entries.',
    options: { rule: { type: 'string' }, apply: { type: 'boolean' } },
    call: (values) => {
      const rule = textOption(values, 'rule');
      return ['POST', '/score-rules/recompute', { dryRun: values.apply !== true, ...(rule !== undefined && { rule }) }];
    },
    until: async (ask, answered) => await untilCounted(ask, answered as Recount),
    finish: async (app) => await app.recounts.look(),
  },
  {
    name: 'score-rules list',
    synopsis: '',
    summary: 'List the rules that give points, as JSON.',
    options: {},
    call: () => ['GET', '/score-rules'],
  },
  {
    name: 'score-rules add',
    synopsis: '--file=RULE.json',
    summary: 'Make a rule that gives points, from a JSON file.',
    options: { file: { type: 'string' } },
    call: (values) => ['POST', '/score-rules', readJson(required(values, 'file'))],
    finish: async (app) => await app.scoreSweeps.look(),
  },
  {
    name: 'score-rules delete',
    synopsis: '--id=ID',
    summary: 'Delete a rule. What it gave for events stays until scores are recomputed.',
    options: { id: { type: 'string' } },
    call: (values) => ['DELETE', `/score-rules/${required(values, 'id')}`],
    finish: async (app) => await app.scoreSweeps.look(),
  },
  {
    name: 'insights compute',
    synopsis: '',
    summary:
      'Work out grades of buyers, next purchases and what goes together. Without a server it is done when this ends.',
    options: {},
    call: () => ['POST', '/insights/compute'],
    finish: async (app) => await app.insights.look(),
    until: async (ask) => await ask('GET', '/insights'),
  },
  {
    name: 'insights show',
    synopsis: '[--contact=ID]',
    summary: 'Print when insights were worked out last; with a contact, how they buy and what they need next.',
    options: { contact: { type: 'string' } },
    call: (values) => {
      const contact = textOption(values, 'contact');
      return ['GET', contact === undefined ? '/insights' : `/contacts/${encodeURIComponent(contact)}/insights`];
    },
  },
];

/** `aftercart scores …`, `… score-rules …` and `… insights …`: asked of the server where one runs, else done right here. */
export const scoreCommands: readonly Command[] = QUESTIONS.map(({ call, finish, until, ...question }) => ({
  ...question,
  async run(values: Values, { config, terminal }: CommandContext) {
    const server = await RunningServer.find(config);
    const answer = server
      ? await answerOf((...asked) => server.call(...asked))
      : await withApp(config, async (app) => await answerOf((...asked) => askHere(app, ...asked), app));
    terminal.out(JSON.stringify(answer ?? {}, null, 2));
    return 0;

    async function answerOf(ask: Ask, app?: App): Promise<unknown> {
      const answered = await ask(...call(values));
      if (app) await finish?.(app);
      return until ? await until(ask, answered) : answered;
    }
  },
}));

/** Waits for the end of what goes on in the background. @throws what it failed with */
async function untilCounted(ask: Ask, { id }: Recount): Promise<unknown> {
  for (;;) {
    const recount = (await ask('GET', `/score-rules/recompute/${id}`)) as Recount;
    if (recount.error) throw new CodedUserError(recount.error.code, recount.error.message);
    if (recount.status !== 'running') return recount;
    await sleep(LOOK_EVERY.milliseconds);
  }
}

function required(values: Values, name: string): string {
  const value = textOption(values, name);
  if (value === undefined) throw new UsageError(`Say which: --${name}=….`);
  return name === 'file' ? value : encodeURIComponent(value);
}

/** @throws FILE_UNUSABLE */
function readJson(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    throw new CodedUserError('FILE_UNUSABLE', `${file} cannot be read as JSON: ${messageOf(error)}`);
  }
}

/** The same routes without a port. */
async function askHere({ http, apiKey }: App, method: Call[0], route: string, content?: object): Promise<unknown> {
  const headers = { 'x-n8n-api-key': apiKey };
  const answer = await http.inject({ method, url: `/api/v1${route}`, headers, ...(content && { payload: content }) });
  const body: { code?: string; message?: string } = answer.body === '' ? {} : answer.json();
  if (answer.statusCode < 400) return body;
  const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
  throw new CodedUserError(code, body.message ?? `The answer was ${answer.statusCode}.`);
}
