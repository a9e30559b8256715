import { startMailServer } from '../mail-server';
import { serverProcess, type ServerProcess } from '../server-process';
import { RECORDED_SECRET } from '../woocommerce-recordings';
import { compare, type Findings } from './compare';
import { startForeignService } from './foreign-service';
import { crashJourney, type AfterCrash } from './journeys';
import { randomFrom } from './random';
import { read, readAll } from './read-all';
import { SendOrders } from './send-orders';

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** How it is ended: killed where left out. */
  readonly signal?: 'SIGKILL' | 'SIGTERM';
  /** The longest that a server lives once it is ready, in milliseconds. */
  readonly longestLife?: number;
  /** Called after each kill. */
  readonly onKill?: (kill: number) => void;
}

export interface CrashReport extends Findings {
  readonly kills: number;
  readonly seed: number;
  readonly orders: number;
  /** How many times orders were delivered, the repeated ones included. */
  readonly deliveries: number;
  readonly seconds: number;
  /** Exit codes of the servers that were ended. */
  readonly exitCodes: ReadonlyArray<number | null>;
}

const LONGEST_END = 120_000;

/**
 * Ends the real server at random instants, under load, starts it again each time, and looks at the end
 * whether every contact went exactly the way, and got exactly the mails, of an undisturbed run.
 */
export async function runCrashes(options: CrashOptions): Promise<CrashReport> {
  const { kills, seed, signal = 'SIGKILL', longestLife = 1_500, onKill } = options;
  const began = performance.now();
  const exitCodes: Array<number | null> = [];
  const random = randomFrom(seed);
  const mail = await startMailServer();
  const service = await startForeignService(() => random() * 80);
  const server = await serverProcess({ AFTERCART_SMTP_URL: mail.url, AFTERCART_LOG_LEVEL: 'warn' });
  try {
    const shop = await connectShop(server);
    const workflows = new Map<AfterCrash, string>();
    for (const afterCrash of ['retry', 'hold'] as const) {
      workflows.set(afterCrash, await activate(server, crashJourney(afterCrash, service.url)));
    }
    const orders = new SendOrders(shop, { senders: 4, rest: 120 });
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(random() * longestLife);
      exitCodes.push(await (signal === 'SIGTERM' ? server.stop() : server.kill()));
      onKill?.(kill);
      await server.start();
    }
    await pause(kills === 0 ? longestLife : 0);
    await orders.end();
    await untilAtRest(server);
    const numbers = [...orders.acknowledged].sort((one, other) => one - other);
    const findings = await compare(numbers, { server, mail, service, workflows, atRest: () => untilAtRest(server) });
    const seconds = Math.round((performance.now() - began) / 1_000);
    return { kills, seed, orders: numbers.length, deliveries: orders.deliveries, seconds, exitCodes, ...findings };
  } finally {
    await server.close();
    await service.close();
    await mail.close();
  }
}

async function connectShop(server: ServerProcess): Promise<string> {
  const { body } = await server.api('POST', '/shops', {
    type: 'woocommerce',
    name: 'Olive & Co',
    url: 'https://shop.example',
    consumerKey: 'ck_test',
    consumerSecret: 'cs_test',
    webhookSecret: RECORDED_SECRET,
  });
  return body.webhookUrl as string;
}

async function activate(server: ServerProcess, document: object): Promise<string> {
  const { body } = await server.api('POST', '/workflows', document);
  const activated = await server.api('POST', `/workflows/${body.id}/activate`);
  if (activated.status !== 200) throw new Error(`The journey could not be activated: ${JSON.stringify(activated)}`);
  return body.id as string;
}

/** Nothing runs, waits or is to be sent any more. */
async function untilAtRest(server: ServerProcess): Promise<void> {
  const open = [
    ...['new', 'running', 'waiting'].map((status) => `/executions?status=${status}`),
    ...['queued', 'sending'].map((status) => `/messages?status=${status}`),
  ];
  const deadline = Date.now() + LONGEST_END;
  for (;;) {
    const left: number[] = [];
    for (const route of open) left.push((await read(server, `${route}&limit=1`)).body.data.length);
    if (left.every((count) => count === 0)) return;
    if (Date.now() > deadline) {
      const stuck = (await Promise.all(open.map((route) => readAll(server, route)))).flat().slice(0, 5);
      throw new Error(`It did not come to rest (${left.join(', ')}): ${JSON.stringify(stuck)}\n${server.output()}`);
    }
    await pause(200);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
