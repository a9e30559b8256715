import { setTimeout as sleep } from 'node:timers/promises';

import type { App } from '../../app';
import { CodedUserError, ERROR_CODES, seconds, type ErrorCode } from '../../shared';
import { textOption, UsageError, type Command, type CommandContext, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

type Method = 'GET' | 'POST';
type Ask = (method: Method, route: string) => Promise<unknown>;

/** One thing that is asked about shops: of the server where one runs, else of the product right here. */
interface Question {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly options: Command['options'];
  readonly route: (values: Values) => readonly [method: Method, route: string];
  /** What is left to do where no server does it. @returns what to print in place of the answer */
  readonly finish?: (app: App, ask: Ask, values: Values) => Promise<unknown>;
}

const ID = { id: { type: 'string' } } as const;

/** Their answers are pages. */
const LISTS = new Set(['list', 'partings']);

const QUESTIONS: readonly Question[] = [
  {
    name: 'list',
    synopsis: '',
    summary: 'List the shop connections and how they fare, as JSON.',
    options: {},
    route: () => ['GET', '/shops'],
  },
  {
    name: 'show',
    synopsis: '--id=SHOP',
    summary: 'Show a shop connection, its import, and the records that could not be used, as JSON.',
    options: ID,
    route: (values) => ['GET', routeOf(values)],
  },
  {
    name: 'partings',
    synopsis: '',
    summary: 'List disconnected shops whose webhooks could not be removed yet, as JSON.',
    options: {},
    route: () => ['GET', '/shops/partings'],
  },
  {
    name: 'test',
    synopsis: '--id=SHOP',
    summary: 'Ask a shop whether the keys open it, and look after its webhooks.',
    options: ID,
    route: (values) => ['POST', `${routeOf(values)}/test`],
  },
  {
    name: 'import',
    synopsis: '--id=SHOP [--restart]',
    summary:
      "Import a shop's history, or go on where that was interrupted. Without a server it is done when this ends.",
    options: { ...ID, restart: { type: 'boolean' } },
    route: (values) => ['POST', `${routeOf(values)}/import?restart=${values.restart === true}`],
    finish: finishImport,
  },
];

/** `aftercart shops list`, `… show` and so on. */
export const shopCommands: readonly Command[] = QUESTIONS.map(
  ({ name, synopsis, summary, options, route, finish }) => ({
    name: `shops ${name}`,
    synopsis,
    summary,
    options,
    async run(values: Values, { config, terminal }: CommandContext) {
      const [method, path] = route(values);
      const server = await RunningServer.find(config);
      const answer = server
        ? await server.call(method, path)
        : await withApp(config, async (app) => {
            const ask = askHere(app);
            const first = await ask(method, path);
            return finish ? await finish(app, ask, values) : first;
          });
      terminal.out(JSON.stringify(LISTS.has(name) ? (answer as { data: unknown }).data : answer, null, 2));
      return 0;
    },
  }),
);

function routeOf(values: Values): string {
  const id = textOption(values, 'id');
  if (id === undefined) throw new UsageError('Say which shop: --id=…. `aftercart shops list` lists them.');
  return `/shops/${encodeURIComponent(id)}`;
}

/** The same routes without a port. */
function askHere({ http, apiKey }: App): Ask {
  return async (method, route) => {
    const answer = await http.inject({ method, url: `/api/v1${route}`, headers: { 'x-n8n-api-key': apiKey } });
    const body: { code?: string; message?: string } = answer.json();
    if (answer.statusCode < 400) return body;
    const code = body.code !== undefined && body.code in ERROR_CODES ? (body.code as ErrorCode) : 'INTERNAL';
    throw new CodedUserError(code, body.message ?? `The answer was ${answer.statusCode}.`);
  };
}

const LOOK_EVERY = seconds(0.2);

interface ShopProgress {
  readonly import: { readonly status: string } | null;
  readonly health: { readonly failures: number; readonly lastError: { code: ErrorCode; message: string } | null };
}

/** Works until the import is done. A shop that fails is told: calling again goes on. */
async function finishImport(app: App, ask: Ask, values: Values): Promise<unknown> {
  await app.shopSync.start();
  for (;;) {
    const shop = (await ask('GET', routeOf(values))) as ShopProgress;
    if (shop.import?.status === 'done') return shop.import;
    const { failures, lastError } = shop.health;
    if (failures > 0 && lastError)
      throw new CodedUserError(lastError.code, `${lastError.message} Call again to go on.`);
    await sleep(LOOK_EVERY.milliseconds);
  }
}
