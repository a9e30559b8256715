import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { repository } from '../build-nodes';

/** Starting for the first time, n8n fills its database three times over; other programs may be busy beside it. */
const PATIENCE_MS = 540_000;
const API_KEY = 'a-key-for-tests-only';
const OWNER = { email: 'owner@example.com', firstName: 'Owner', lastName: 'Test', password: 'Passw0rd-1' };

/** `npm run dev:n8n` as a process of its own, and the n8n in it with an owner. */
export async function devN8n(data: string, place: string) {
  const script = (name: string): string => path.join(repository, 'scripts', name);
  const env = { ...process.env, AFTERCART_N8N: place, AFTERCART_DATA: data, AFTERCART_API_KEY: API_KEY };
  const child = spawn(process.execPath, [script('dev-n8n.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));

  async function until<Found>(look: () => Promise<Found | undefined> | Found | undefined): Promise<Found> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (child.exitCode !== null || Date.now() > deadline) {
        await end();
        throw new Error(`It did not come:\n${output.slice(-4_000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
  async function end(): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    return await ended;
  }

  const addresses = await until(
    () => /^ {2}n8n \S+ +(?<n8nUrl>http:\S+)[^]*^ {2}Aftercart +(?<hubUrl>http:\S+)/m.exec(output)?.groups,
  );
  const { n8nUrl = '', hubUrl = '' } = addresses;
  const setUp = await fetch(`${n8nUrl}/rest/owner/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const cookie = setUp.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

  async function ask(url: string, headers: Record<string, string>, method: string, body?: unknown): Promise<any> {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
    return await response.json();
  }

  return {
    n8nUrl,
    hubUrl,
    /** What n8n's login wants. */
    login: { emailOrLdapLoginId: OWNER.email, password: OWNER.password },
    until,
    end,
    n8n: (method: string, route: string, body?: unknown) => ask(`${n8nUrl}${route}`, { cookie }, method, body),
    hub: (method: string, route: string) => ask(`${hubUrl}/api/v1${route}`, { 'x-n8n-api-key': API_KEY }, method),
    /** A customer of the demo's shop orders for the first time. */
    order: async (): Promise<void> => {
      await promisify(execFile)(process.execPath, [script('demo-order.mjs')], { env, cwd: repository });
    },
  };
}

export type DevN8n = Awaited<ReturnType<typeof devN8n>>;
