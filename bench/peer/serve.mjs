/**
 * `node bench/peer/serve.mjs <workflow.json> …`: the real server on a new data folder, with n8n's own workflow files
 * live in it. Prints what a benchmark driver needs to know, and serves until it is stopped.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = path.resolve(import.meta.dirname, '../../packages/runtime/bin/aftercart');
const KEY = 'a-key-for-benchmarks';
const port = process.env.AFTERCART_PORT ?? '5681';
const url = `http://127.0.0.1:${port}`;
const data = mkdtempSync(path.join(tmpdir(), 'aftercart-peer-'));

const server = spawn(process.execPath, [PROGRAM, 'start'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    AFTERCART_DATA: data,
    AFTERCART_PORT: port,
    AFTERCART_API_KEY: KEY,
    AFTERCART_DEMO: 'false',
    AFTERCART_LOG_LEVEL: 'warn',
  },
});
server.once('exit', (code) => {
  rmSync(data, { recursive: true, force: true });
  process.exit(code ?? 0);
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => server.kill(signal));

await untilReady();
for (const file of process.argv.slice(2)) {
  const { name, nodes, connections, settings } = /** @type {Record<string, unknown>} */ (
    JSON.parse(readFileSync(file, 'utf8'))
  );
  const { id } = /** @type {{ id: string }} */ (
    await call('POST', '/workflows', { name, nodes, connections, settings })
  );
  await call('POST', `/workflows/${id}/activate`);
}
console.log(`BENCH_DATA=${data}\nBENCH_PID=${server.pid}\nBASE=${url}`);

async function untilReady() {
  for (;;) {
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {string} method
 * @param {string} route
 * @param {unknown} [body]
 * @returns {Promise<unknown>}
 */
async function call(method, route, body) {
  const answer = await fetch(`${url}/api/v1${route}`, {
    method,
    headers: { 'x-n8n-api-key': KEY, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${route} was answered with ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}
