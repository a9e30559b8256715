import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { isNewFolder } from '../../packages/runtime/src/data-folder';
import { isCoded, messageOf } from '../../packages/runtime/src/shared';
import { fillN8n } from './fill-n8n';
import { findN8n } from './find-n8n';
import { freePortFrom } from './free-port';
import { installNodes } from './install-nodes';
import { leaveJourneysToN8n } from './leave-journeys-to-n8n';
import { nodesThatAsk } from './nodes-that-ask';
import { openHub, type OpenHub } from './open-hub';
import { Programs } from './programs';
import { StockN8n } from './stock-n8n';

const root = path.resolve(__dirname, '../..');
const JOURNEYS = path.join(root, 'workflows');
const FIRST_N8N_PORT = 5678;
const FIRST_BROKER_PORT = 5720;

const USAGE = `Usage: npm run dev:n8n -- [options]

  --n8n PLACE   where n8n is installed: the folder, the package, or its program
                (default: AFTERCART_N8N, else the n8n on the PATH)
  --again       imports the ready-made journeys again, over what was changed in n8n
  --help        this text

AFTERCART_DATA is the folder for the data of both (default .dev-data/stock-n8n).
AFTERCART_URL and AFTERCART_API_KEY name an Aftercart server that runs already.`;

interface Options {
  readonly n8n?: string;
  readonly again: boolean;
  readonly help: boolean;
}

/** @param build builds what is missing; called once it is known that there is an n8n */
export async function main({ build }: { readonly build: () => Promise<void> }): Promise<void> {
  const programs = new Programs();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void programs.end());
  try {
    const options = readOptions();
    if (options.help) {
      console.log(USAGE);
      return;
    }
    await startBoth(options, build, programs);
    const name = await programs.firstEnd();
    if (!programs.isEnding) throw new Error(`${name} has ended by itself; its last lines say why.`);
  } catch (error) {
    if (!programs.isEnding) {
      console.error(isCoded(error) ? `${error.code}: ${error.message}` : messageOf(error));
      process.exitCode = 1;
    }
  } finally {
    await programs.end();
  }
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      n8n: { type: 'string' },
      again: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

async function startBoth(
  { n8n: place, again }: Options,
  build: () => Promise<void>,
  programs: Programs,
): Promise<void> {
  const { env } = process;
  const installation = findN8n({ place: place ?? env.AFTERCART_N8N, searchPath: env.PATH });
  await build();
  const data = path.resolve(env.AFTERCART_DATA ?? path.join(root, '.dev-data/stock-n8n'));
  const userFolder = path.join(data, 'n8n');
  const isFirstTime = !existsSync(userFolder);
  const isNew = isNewFolder(data);
  const hub = await openHub(data, env, programs);
  // In a new folder that is the demo's welcome: its customers would get everything twice.
  if (isNew && hub.isOurs) await leaveJourneysToN8n(hub);

  say('Packing our nodes, and installing them into n8n …');
  await installNodes(userFolder);
  const ports = { port: await freePortFrom(FIRST_N8N_PORT), brokerPort: await freePortFrom(FIRST_BROKER_PORT) };
  const n8n = new StockN8n({ installation, userFolder, ...ports, hubUrl: hub.url, programs });
  if (isFirstTime)
    say('Letting n8n import the credential and the ready-made journeys (half a minute, the first time) …');
  const asking = await nodesThatAsk();
  await fillN8n(n8n, { userFolder, hub, journeys: JOURNEYS, asksHub: (type) => asking.has(type), again });
  await n8n.start();
  say(banner(n8n.url, hub, data, installation.version));
}

function banner(n8n: string, hub: OpenHub, data: string, version: string): string {
  const folder = path.relative('', data) || '.';
  const order = hub.isOurs ? [`  A first order   AFTERCART_DATA=${folder} npm run demo:order`] : [];
  return [
    '',
    `  n8n ${version}      ${n8n}   (make an owner there; the ready-made journeys are in it, inactive)`,
    `  Its templates   ${n8n}/templates   (they come from ${hub.url}/gallery)`,
    `  Aftercart       ${hub.url}   (messages: ${hub.url}/mailbox)`,
    ...order,
    `  Data            ${folder}`,
    '',
    '  Publish "Welcome series" in n8n, let an order come in, and look at its executions. Ctrl-C ends both.',
    '',
  ].join('\n');
}

function say(text: string): void {
  console.log(text);
}
