import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from './free-port';

const PROGRAM = path.resolve(__dirname, '../../packages/runtime/bin/aftercart');
export const API_KEY = 'a-key-for-tests-only';

/** The real server as a process of its own, in a data folder that survives its death. */
export async function serverProcess(env: Record<string, string> = {}) {
  const data = mkdtempSync(path.join(tmpdir(), 'aftercart-server-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = '';

  async function start(): Promise<void> {
    child = spawn(process.execPath, [PROGRAM, 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: data,
        AFTERCART_DATA: data,
        AFTERCART_PORT: String(port),
        AFTERCART_API_KEY: API_KEY,
        AFTERCART_DEMO: 'false',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const deadline = Date.now() + 120_000;
    while (!(await isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The server did not start (exit code ${child.exitCode}):\n${output.slice(-4_000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function isReady(): Promise<boolean> {
    try {
      return (await fetch(`${url}/healthz`)).ok;
    } catch {
      return false; // it does not listen yet
    }
  }

  /** @returns its exit code; null where it did not end by itself */
  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (!child) return null;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = new Promise<number | null>((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    return await exited;
  }

  await start();
  return {
    url,
    data,
    start,
    output: (): string => output,
    /** The process dies at once, as in a power cut. */
    kill: (): Promise<number | null> => end('SIGKILL'),
    stop: (): Promise<number | null> => end('SIGTERM'),

    async api(method: string, route: string, body?: unknown): Promise<{ status: number; body: any }> {
      const response = await fetch(`${url}/api/v1${route}`, {
        method,
        headers: { 'x-n8n-api-key': API_KEY, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },

    async close(): Promise<void> {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export type ServerProcess = Awaited<ReturnType<typeof serverProcess>>;
