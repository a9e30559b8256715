import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { retryExecution } from '../../../packages/runtime/src/engine';
import { startHttpServer, type HttpAnswer, type HttpCall, type HttpServer } from '../../support/http-server';
import { startMailServer } from '../../support/mail-server';
import { outputOf, outputsOf, pathOf, startEngine, type TestEngine } from '../../support/start-engine';

const CREDENTIALS: Record<string, ICredentialDataDecryptedObject> = {
  httpHeaderAuth: { name: 'X-Token', value: 'secret-1' },
  httpBasicAuth: { user: 'dana', password: 'pass:word' },
  httpQueryAuth: { name: 'key', value: 'secret 2' },
  httpBearerAuth: { token: 'secret-3' },
  httpCustomAuth: { json: '{ "headers": { "X-Custom": "secret-4" }, "qs": { "c": "1" } }' },
  httpDigestAuth: { user: 'dana', password: 'digested' },
  wooCommerceApi: { url: 'http://server.test', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
};

describe('n8n workflows that ask other servers', () => {
  let engine: TestEngine;
  let server: HttpServer;
  const ids: Record<string, string> = {};
  const replacements = () => ({ 'http://server.test': server.url, ...ids });
  const play = async (fixture: string) => await engine.play(fixture, replacements());

  beforeAll(async () => {
    server = await startHttpServer(answer);
    engine = await startEngine();
    for (const [type, data] of Object.entries(CREDENTIALS)) {
      const real = JSON.parse(JSON.stringify(data).replace('http://server.test', server.url)) as typeof data;
      ids[`cred-${type}`] = (await engine.credentials.create(1, { name: type, type, data: real })).id;
    }
  });
  afterAll(async () => {
    await engine.close();
    await server.close();
  });

  const json = (data: Parameters<typeof outputOf>[0], node: string) => outputOf(data, node)[0];

  test('HTTP Request sends methods, queries, headers and bodies as it is set', async () => {
    const { execution, data } = await play('http/requests');
    expect(execution.error).toBeNull();
    expect(json(data, 'Get')).toMatchObject({
      method: 'GET',
      path: '/echo/1',
      query: { sku: 'x y' },
      headers: { 'x-shop': 'demo' },
    });
    expect(json(data, 'Json')).toMatchObject({ method: 'POST', body: '{"sku":"x y","n":1}' });
    expect(json(data, 'Fields')).toMatchObject({ method: 'PUT', body: '{"sku":"x y"}' });
    expect(json(data, 'Form')).toMatchObject({ method: 'PATCH', body: 'sku=x%20y' });
    expect(json(data, 'Raw')).toMatchObject({
      method: 'DELETE',
      body: 'just text',
      headers: { 'content-type': 'text/plain' },
    });
    expect(json(data, 'Full')).toMatchObject({ statusCode: 200, data: 'hello', headers: { 'x-id': '7' } });
    expect(json(data, 'Text of file')).toEqual({ data: 'bytes' });
    expect(outputOf(data, 'List')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('HTTP Request sends files', async () => {
    const { execution, data } = await play('http/upload');
    expect(execution.error).toBeNull();
    const { body } = json(data, 'Multipart') as { body: string };
    expect(body).toMatch(/name="title"\r\n\r\nA file[^]*name="file"; filename="hello.txt"[^]*hello\r\n/);
    expect(json(data, 'Binary')).toMatchObject({ body: 'hello', headers: { 'content-type': 'text/plain' } });
  });

  test('HTTP Request and nodes of services show their credentials', async () => {
    const { execution, data } = await play('http/credentials');
    expect(execution.error).toBeNull();
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(json(data, 'Header')).toMatchObject({ headers: { 'x-token': 'secret-1' } });
    expect(json(data, 'Basic')).toMatchObject({ headers: { authorization: basic('dana:pass:word') } });
    expect(json(data, 'Query')).toMatchObject({ query: { key: 'secret 2' } });
    expect(json(data, 'Bearer')).toMatchObject({ headers: { authorization: 'Bearer secret-3' } });
    expect(json(data, 'Custom')).toMatchObject({ headers: { 'x-custom': 'secret-4' }, query: { c: '1' } });
    expect(json(data, 'Predefined')).toMatchObject({ headers: { authorization: basic('ck_1:cs_1') } });
    expect(json(data, 'Digest')).toEqual({ welcome: 'dana' });
    const stored = JSON.stringify(data);
    for (const secret of ['pass:word', 'digested']) expect(stored).not.toContain(secret);
  });

  test('a credential may be filled in from the item that it is used for', async () => {
    const data = { name: 'X-Token', value: '=for {{ $json.token }}' };
    const { id } = await engine.credentials.create(1, { name: 'With expressions', type: 'httpHeaderAuth', data });
    const run = await engine.play('http/credential-expressions', { ...replacements(), 'cred-expressions': id });
    const tokens = outputOf(run.data, 'Get').map((item) => (item as HttpCall).headers['x-token']);
    expect(tokens).toEqual(['for one', 'for two']);
  });

  test('Send Email of n8n reaches a mail server', async () => {
    const mail = await startMailServer();
    const data = { host: '127.0.0.1', port: Number(new URL(mail.url).port), secure: false, disableStartTls: true };
    const { id } = await engine.credentials.create(1, { name: 'Mail', type: 'smtp', data });
    const { execution } = await engine.play('http/mail', { 'cred-smtp': id });
    await mail.close();
    expect(execution.error).toBeNull();
    expect(mail.subjects()).toEqual(['Hello דנה']);
  });

  test('WooCommerce reads a shop’s orders to the last page', async () => {
    const { execution, data } = await play('http/woocommerce');
    expect(execution.error).toBeNull();
    expect(outputOf(data, 'Orders')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  test('HTTP Request follows pages, by a parameter or by the next address', async () => {
    const { execution, data } = await play('http/pages');
    expect(execution.error).toBeNull();
    for (const node of ['Parameter', 'Next']) {
      expect(outputOf(data, node)).toMatchObject([{ page: 1 }, { page: 2 }, { page: 3 }]);
    }
  });

  test('HTTP Request in batches keeps the order of items', async () => {
    const { data } = await play('http/batches');
    expect(outputOf(data, 'After')).toEqual([1, 2, 3, 4].map((n) => ({ n: String(n), path: `/echo/${n}` })));
  });

  test('an error status stops the workflow, or goes on with an error item, or is an answer as any other', async () => {
    const { execution, data } = await play('http/errors');
    expect(outputOf(data, 'Regular')).toMatchObject([{ path: '/fail/1' }, { error: {} }, { path: '/fail/3' }]);
    expect(outputOf(data, 'Good')).toMatchObject([{ path: '/fail/1' }, { path: '/fail/3' }]);
    expect(outputOf(data, 'Bad')).toMatchObject([{ n: '2', error: expect.stringContaining('500') as string }]);
    expect(outputOf(data, 'Never')).toMatchObject([
      { statusCode: 200 },
      { statusCode: 500, body: { message: 'No stock' } },
      { statusCode: 200 },
    ]);
    expect(execution).toMatchObject({ status: 'error', node: 'Stops', errorCode: 'NODE_FAILED' });
    expect(pathOf(data)).not.toContain('After');
  });

  test('a node that tries again succeeds at the third try, or fails when all were in vain', async () => {
    const { execution, data } = await play('http/retry');
    expect(execution.status).toBe('success');
    expect(outputOf(data, 'After')).toEqual([{ ok: 'true' }]);
    expect(server.calls.filter(({ path }) => path === '/flaky')).toHaveLength(3);
    const vain = await play('http/retry-in-vain');
    expect(vain.execution).toMatchObject({ status: 'error', node: 'Get' });
    expect(server.calls.filter(({ path }) => path === '/broken')).toHaveLength(2);
  });

  test('a server that is not there, or does not answer in time, fails the node', async () => {
    const [down, late] = await Promise.all([play('http/down'), play('http/timeout')]);
    expect(down.execution.error).toContain('refused the connection');
    expect(late.execution.error).toMatch(/timed out|aborted/i);
  });

  test('a node that hangs is left behind when the workflow’s time is over', async () => {
    const { execution } = await play('error/hangs');
    expect(execution).toMatchObject({ status: 'canceled', errorCode: 'EXECUTION_TIMED_OUT' });
    expect((execution.stoppedAt ?? 0) - execution.startedAt).toBeLessThan(8_000);
  });

  test('redirects are followed unless the node says otherwise', async () => {
    const { data } = await play('http/redirect');
    expect(json(data, 'Follows')).toMatchObject({ path: '/echo/redirected' });
    expect(json(data, 'Stays')).toMatchObject({ statusCode: 302 });
  });

  test('older versions of the node, code, GraphQL and RSS ask servers, too', async () => {
    const older = await play('http/older');
    for (const node of ['Three', 'Two', 'One'])
      expect(json(older.data, node)).toMatchObject({ path: expect.stringMatching(/^\/echo/) as string });
    expect(outputOf((await play('http/code')).data, 'Ask')).toEqual([{ path: '/echo/code' }]);
    expect(outputOf((await play('http/graphql')).data, 'Ask')).toEqual([{ data: { shop: { name: 'Demo' } } }]);
    expect(outputOf((await play('http/rss')).data, 'Read')).toMatchObject([{ title: 'Second' }, { title: 'First' }]);
  });

  test('Execute Workflow fetches a workflow from an address', async () => {
    const { execution, data } = await play('sub/call-url');
    expect(execution.error).toBeNull();
    expect(outputOf(data, 'Call')).toEqual([{ from: 'far away' }]);
  });

  test('an operator tries a failed execution again: it goes on at the node that failed', async () => {
    const { execution, data } = await play('error/retry');
    expect(execution).toMatchObject({ status: 'error', node: 'Http' });
    expect(pathOf(data)).toEqual(['Start', 'Once', 'Http']);
    const id = await retryExecution(1, execution.id, engine);
    const retried = await engine.finished(id);
    expect(retried.execution).toMatchObject({ status: 'success', mode: 'retry', retryOf: execution.id });
    expect(outputsOf(retried.data, 'After')).toEqual([[{ got: 'true', from: '1' }]]);
    expect(retried.data?.resultData.runData.Once).toHaveLength(1); // what had run was not run again
  });
});

let flaky = 0;
let once = 0;

function answer(call: HttpCall): HttpAnswer | undefined {
  const { method, path, query, headers, body } = call;
  const echo = { method, path, query: Object.fromEntries(query), headers, body };
  const page = Number(query.get('page') ?? 1);
  const next = `http://${headers.host ?? ''}/pages?page=${page + 1}`;
  switch (path) {
    case '/text':
      return { headers: { 'content-type': 'text/plain', 'x-id': '7' }, body: 'hello' };
    case '/file':
      return { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from('bytes') };
    case '/list':
      return { body: [{ n: 1 }, { n: 2 }] };
    case '/pages':
      return { body: { page, isLast: page === 3, next: page < 3 ? next : null } };
    case '/fail/2':
      return { status: 500, body: { message: 'No stock' } };
    case '/flaky':
      return ++flaky < 3 ? { status: 503, body: { message: 'Not yet' } } : { body: { ok: true } };
    case '/broken':
      return { status: 500, body: {} };
    case '/once':
      return ++once === 1 ? { status: 500, body: {} } : { body: { ok: true } };
    case '/never':
      return undefined;
    case '/redirect':
      return { status: 302, headers: { location: '/echo/redirected' } };
    case '/digest':
      return digest(call);
    case '/workflow.json':
      return { body: FAR_AWAY };
    case '/graphql':
      return { body: { data: { shop: { name: 'Demo' } } } };
    case '/wp-json/wc/v3/orders':
      return page === 1
        ? {
            headers: { link: `<http://${headers.host ?? ''}${path}?page=2>; rel="next"` },
            body: [{ id: 1 }, { id: 2 }],
          }
        : { headers: { link: `<http://${headers.host ?? ''}${path}?page=1>; rel="prev"` }, body: [{ id: 3 }] };
    case '/feed':
      return { headers: { 'content-type': 'application/rss+xml' }, body: FEED };
    default:
      return { body: echo };
  }
}

const FAR_AWAY = {
  nodes: [
    { name: 'Called', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
    {
      name: 'Result',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      position: [200, 0],
      parameters: { mode: 'raw', jsonOutput: '{ "from": "far away" }', options: {} },
    },
  ],
  connections: { Called: { main: [[{ node: 'Result', type: 'main', index: 0 }]] } },
};

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Shop</title>
  <item><title>Second</title><link>http://shop.example/2</link><guid>2</guid><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item>
  <item><title>First</title><link>http://shop.example/1</link><guid>1</guid><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate></item>
</channel></rss>`;

/** RFC 7616 with MD5, as far as one user and one nonce go. */
function digest({ method, headers }: HttpCall): HttpAnswer {
  const given = headers.authorization ?? '';
  const challenge = 'Digest realm="shop", nonce="n1", qop="auth", algorithm=MD5';
  if (!given.startsWith('Digest ')) return { status: 401, headers: { 'www-authenticate': challenge }, body: {} };
  const read = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(given)?.[1] ?? '';
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const [one, two] = [md5('dana:shop:digested'), md5(`${method}:${read('uri')}`)];
  const expected = md5([one, 'n1', read('nc'), read('cnonce'), 'auth', two].join(':'));
  return read('response') === expected ? { body: { welcome: read('username') } } : { status: 403, body: {} };
}
