import { connect } from 'node:net';

import { createServer, LIMITS, listen, type HttpDependencies, type Limits } from '../../../packages/runtime/src/http';
import { milliseconds, silentLogger } from '../../../packages/runtime/src/shared';
import { API_KEY, openHttp, type Http } from '../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(async () => {
  await http.close();
});

/** Sends bytes as they are and collects what comes back until the server closes, or for so long. */
async function talk(url: string, bytes: string, { until = 5_000 } = {}): Promise<string> {
  const { port } = new URL(url);
  return await new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), until);
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/** A server that knows nobody: for what happens before a route. */
async function serve<Result>(limits: Partial<Limits>, use: (url: string) => Promise<Result>): Promise<Result> {
  const dependencies = {
    editorFolder: '/nowhere',
    apiKey: API_KEY,
    logger: silentLogger,
    publicUrl: 'http://127.0.0.1',
  };
  const server = createServer(dependencies as unknown as HttpDependencies, { ...LIMITS, ...limits });
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  try {
    return await use(url);
  } finally {
    await server.close();
  }
}

const head = (method: string, path: string, headers: Record<string, string | number>): string =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${Object.entries({ 'X-N8N-API-KEY': API_KEY, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

test('a client that sends 5 MB reads the answer, and its connection goes on', async () => {
  const large = head('POST', '/api/v1/workflows', { 'Content-Type': 'application/json', 'Content-Length': 5_000_000 });
  const next = head('GET', '/api/v1/hub/status', { Connection: 'close' });
  const answer = await talk(http.url, `${large}${'x'.repeat(5_000_000)}${next}`);
  expect(answer).toContain('413 Payload Too Large');
  expect(answer).toContain('BODY_TOO_LARGE');
  expect(answer).toContain('{"status":"ok","workspace":1}');
});

test('a body of unknown length is refused once it is too long', async () => {
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
  const request = head('POST', '/api/v1/workflows', {
    'Content-Type': 'application/json',
    'Transfer-Encoding': 'chunked',
  });
  const next = head('GET', '/api/v1/hub/status', { Connection: 'close' });
  const answer = await talk(http.url, `${request}${chunk.repeat(40)}0\r\n\r\n${next}`);
  expect(answer).toContain('BODY_TOO_LARGE');
  expect(answer).toContain('{"status":"ok","workspace":1}');
});

test('what is no HTTP is answered with a code', async () => {
  expect(await talk(http.url, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*"REQUEST_MALFORMED"/);
  expect(await talk(http.url, `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`)).toContain('"REQUEST_MALFORMED"');
});

test('a body that ends before its announced length takes nothing down', async () => {
  await talk(
    http.url,
    head('POST', '/api/v1/workflows', { 'Content-Type': 'application/json', 'Content-Length': 100 }) + '{',
    {
      until: 100,
    },
  );
  expect((await http.api('GET', '/hub/status')).status).toBe(200);
});

test('a client that sends its head or its body too slowly is cut off with a code', async () => {
  const limits = { headTime: milliseconds(200), requestTime: milliseconds(400) };
  await serve(limits, async (url) => {
    const unfinished = await talk(url, 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    expect(unfinished).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*"REQUEST_TIMEOUT"/);
    const slow = head('POST', '/api/v1/workflows', { 'Content-Type': 'application/json', 'Content-Length': 100 });
    expect(await talk(url, `${slow}{"name"`)).toContain('"REQUEST_TIMEOUT"');
  });
});

test('answers are not to be sniffed, framed or kept', async () => {
  const { headers } = await http.api('GET', '/hub/status');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
});

test('many wrong requests at once leave the server working', async () => {
  const wrong = Array.from({ length: 200 }, (_, index) => http.api('POST', '/workflows', `{"broken": ${index}`));
  expect(new Set((await Promise.all(wrong)).map(({ body }) => body.code))).toEqual(new Set(['BODY_NOT_JSON']));
  expect((await http.api('GET', '/hub/status')).status).toBe(200);
});
