import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { CodedUserError, messageOf } from '../../packages/runtime/src/shared';
import { freePortFrom } from './free-port';
import type { HubAddress } from './hub-credential';
import type { Programs } from './programs';

const PROGRAM = path.resolve(__dirname, '../../packages/runtime/bin/aftercart');
/** Not the port of `npm start`: both may run. */
const FIRST_PORT = 5690;
const PATIENCE_MS = 120_000;

export interface OpenHub extends HubAddress {
  /** Whether it was started here. */
  readonly isOurs: boolean;
}

/**
 * The Aftercart server that n8n is to ask: the one at AFTERCART_URL, or else one of our own on a data folder, with the
 * demo's shop where that is new.
 *
 * @throws HUB_UNREACHABLE where the one that was named does not let us in
 */
export async function openHub(data: string, env: NodeJS.ProcessEnv, programs: Programs): Promise<OpenHub> {
  const { AFTERCART_URL: url, AFTERCART_API_KEY: key } = env;
  if (url !== undefined && url !== '') {
    const hub = { url: url.replace(/\/+$/, ''), apiKey: key ?? keyIn(data) };
    await requireOpen(hub);
    return { ...hub, isOurs: false };
  }
  const port = env.AFTERCART_PORT ?? String(await freePortFrom(FIRST_PORT));
  const program = programs.start('aftercart', [PROGRAM, 'start'], { AFTERCART_DATA: data, AFTERCART_PORT: port });
  const address = `http://127.0.0.1:${port}`;
  await program.answersAt(`${address}/healthz`, PATIENCE_MS);
  return { url: address, apiKey: key ?? keyIn(data), isOurs: true };
}

function keyIn(data: string): string {
  const file = path.join(data, 'api-key');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

async function requireOpen({ url, apiKey }: HubAddress): Promise<void> {
  const advice = 'Set AFTERCART_URL and AFTERCART_API_KEY to those of a running Aftercart server, or neither of them.';
  let status: number;
  try {
    ({ status } = await fetch(`${url}/api/v1/hub/status`, { headers: { 'x-n8n-api-key': apiKey } }));
  } catch (error) {
    throw new CodedUserError('HUB_UNREACHABLE', `Nobody answers at ${url}: ${messageOf(error)}. ${advice}`, { url });
  }
  if (status === 200) return;
  throw new CodedUserError('HUB_UNREACHABLE', `${url} answers ${status} to our API key. ${advice}`, { url, status });
}
