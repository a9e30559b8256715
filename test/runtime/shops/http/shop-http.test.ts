import { milliseconds, readRetryAfter } from '../../../../packages/runtime/src/shared';
import { Pace, readJsonAnswer, ShopHttp } from '../../../../packages/runtime/src/shops/http';
import { startHttpServer, type HttpAnswer, type HttpServer } from '../../../support/http-server';

let server: HttpServer;
let answers: Array<HttpAnswer | undefined>;
beforeEach(async () => {
  answers = [];
  server = await startHttpServer(() => (answers.length > 0 ? answers.shift() : { body: { ok: true } }));
});
afterEach(() => server.close());

const ask = (method: 'GET' | 'POST' = 'GET', timeout = 3_000) =>
  new ShopHttp({ pace: new Pace(1_000), timeout: milliseconds(timeout), patience: milliseconds(1) }).send(() => ({
    method,
    url: `${server.url}/orders`,
    ...(method === 'POST' && { body: { a: 1 } }),
  }));

test('what passes is asked again: a busy shop, an error of its server, a connection that breaks', async () => {
  answers = [{ status: 429, headers: { 'retry-after': '0' } }, { status: 500 }, { status: 503 }];
  expect((await ask()).status).toBe(200);
  expect(server.calls).toHaveLength(4);
});

test('what was perhaps done is not asked again', async () => {
  answers = [{ status: 500 }];
  await expect(ask('POST')).rejects.toMatchObject({ code: 'SHOP_FAILING' });
  answers = [undefined];
  await expect(ask('POST')).rejects.toMatchObject({ code: 'SHOP_TIMED_OUT' });
  expect(server.calls).toHaveLength(2);
  answers = [{ status: 503 }];
  expect((await ask('POST')).status).toBe(200);
});

test('a shop that stays busy is left alone for as long as it asks', async () => {
  answers = [{ status: 429, headers: { 'retry-after': '120' } }];
  await expect(ask()).rejects.toMatchObject({ code: 'SHOP_BUSY', details: { retryAfterMilliseconds: 120_000 } });
  expect(server.calls).toHaveLength(1);
});

test.each([
  ['120', 120_000],
  ['Sun, 22 Nov 2026 00:01:00 GMT', 60_000],
  ['Sat, 21 Nov 2026 00:01:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s', (header, expected) => {
  expect(readRetryAfter(header, Date.parse('2026-11-22T00:00:00Z'))?.milliseconds).toBe(expected);
});

test('keys are not carried to where a shop points', async () => {
  answers = [{ status: 301, headers: { location: 'https://www.shop.example/wp-json/' } }];
  await expect(ask()).rejects.toMatchObject({
    code: 'SHOP_MOVED',
    message: expect.stringContaining('https://www.shop.example'),
  });
});

test('a shop that is not there is told with the reason', async () => {
  await server.close();
  await expect(ask()).rejects.toMatchObject({
    code: 'SHOP_UNREACHABLE',
    message: expect.stringMatching(/ECONNREFUSED/),
  });
});

test('an answer without end is broken off', async () => {
  answers = [{ body: Buffer.alloc(33 * 1024 * 1024, 'x') }];
  await expect(ask('GET', 20_000)).rejects.toMatchObject({ code: 'SHOP_ANSWER_UNREADABLE' });
});

test('a page in the place of JSON is told by what a person would read there', async () => {
  answers = [{ body: '<html><style>p{}</style><h1>Briefly unavailable</h1> for scheduled maintenance</html>' }];
  const answer = await ask();
  expect(() => readJsonAnswer(answer)).toThrow('"Briefly unavailable for scheduled maintenance"');
  expect(readJsonAnswer({ ...answer, text: '\uFEFF{"a":1}' })).toEqual({ a: 1 });
});

test('a shop is not called faster than its pace', async () => {
  const http = new ShopHttp({ pace: new Pace(20) });
  const startedAt = Date.now();
  const request = () => ({ method: 'GET' as const, url: server.url });
  await Promise.all([http.send(request), http.send(request), http.send(request), http.send(request)]);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(145);
});

test('a server that stops waits for no shop', async () => {
  const ending = new AbortController();
  answers = [undefined];
  const asking = new ShopHttp({ pace: new Pace(1_000), signal: ending.signal }).send(() => ({
    method: 'GET',
    url: server.url,
  }));
  setTimeout(() => ending.abort(), 20);
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
});
