import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PROGRAM = path.resolve(__dirname, '../../packages/runtime/bin/aftercart');
const PROBE = pathToFileURL(path.join(__dirname, 'probe.mjs')).href;
const API_KEY = 'a-key-for-benchmarks';
const LONGEST_START = 120_000;

/** What a process has used so far. */
export interface Usage {
  /** CPU of all its threads, in milliseconds. */
  readonly cpu: number;
  /** Megabytes in memory. */
  readonly rss: number;
  /** The most that it ever was. */
  readonly peakRss: number;
  /** Milliseconds that the event loop was late, since the last `begin`. */
  readonly loopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
}

export interface ServerOptions {
  readonly data: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder for a CPU profile of this process. */
  readonly profile?: string;
}

export type Server = Awaited<ReturnType<typeof startServer>>;

/** Starts the real server as a process of its own and waits until it answers. */
export async function startServer({ data, env, profile }: ServerOptions) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  if (profile !== undefined) mkdirSync(profile, { recursive: true });
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', PROBE, ...profiling, PROGRAM, 'start'], {
    env: {
      PATH: process.env.PATH,
      HOME: data,
      NODE_ENV: 'production',
      AFTERCART_DATA: data,
      AFTERCART_PORT: String(port),
      AFTERCART_API_KEY: API_KEY,
      AFTERCART_DEMO: 'false',
      AFTERCART_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await untilReady(child, url);
  const timeToStart = performance.now() - startedAt;

  const ask = async (what: 'begin' | 'usage'): Promise<Usage> => {
    const answer = once(child, 'message') as Promise<[Usage]>;
    child.send(what);
    return (await answer)[0];
  };

  /** What is no JSON: a file as the body, or in the answer. */
  async function send(method: string, route: string, body?: RequestInit['body'], type?: string): Promise<Response> {
    const answer = await fetch(`${url}/api/v1${route}`, {
      method,
      headers: { 'x-n8n-api-key': API_KEY, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body !== undefined && { body, duplex: 'half' }),
    });
    if (!answer.ok) throw new Error(`${method} ${route} was answered with ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  return {
    url,
    data,
    /** Milliseconds from the start of the process to its first answer. */
    timeToStart,
    pid: child.pid,
    /** Begins to measure the delay of the event loop anew. */
    begin: () => ask('begin'),
    usage: () => ask('usage'),

    send,

    async api<Body>(method: string, route: string, body?: unknown): Promise<Body> {
      const [text, type] = body === undefined ? [] : [JSON.stringify(body), 'application/json'];
      return (await (await send(method, route, text, type)).json()) as Body;
    },

    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + LONGEST_START;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The server did not start (exit code ${child.exitCode}).`);
    if (performance.now() > deadline) throw new Error('The server did not answer in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false; // it does not listen yet
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
