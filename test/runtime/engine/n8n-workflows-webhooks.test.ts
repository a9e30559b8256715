import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { serveWorkflows, type Answer, type WorkflowServer } from '../../support/serve-workflows';
import { outputOf, pathOf } from '../../support/start-engine';

const SERVED = [
  ...['received', 'received-text', 'received-empty', 'first', 'all', 'none', 'property', 'file', 'no-item', 'respond'],
  ...['respond-late', 'last-late', 'no-respond', 'fails', 'fails-before', 'methods', 'params', 'echo', 'raw', 'older'],
  ...['basic', 'header', 'jwt', 'allowlist', 'origins', 'sub', 'slow'],
];

describe('n8n workflows that are called over HTTP', () => {
  let server: WorkflowServer;
  beforeAll(async () => {
    server = await serveWorkflows();
    const credentials = {
      'cred-httpBasicAuth': await server.credential('httpBasicAuth', { user: 'dana', password: 'secret' }),
      'cred-httpHeaderAuth': await server.credential('httpHeaderAuth', { name: 'X-Token', value: 'secret' }),
      'cred-jwtAuth': await server.credential('jwtAuth', {
        keyType: 'passphrase',
        secret: 'secret',
        algorithm: 'HS256',
      }),
    };
    await server.create('sub/waits');
    for (const name of SERVED) await server.serve(`webhook/${name}`, credentials);
  });
  afterAll(async () => await server.close());

  const json = ({ text }: Answer) => JSON.parse(text) as Record<string, unknown>;

  describe('answers at once', () => {
    test('with a message, and the execution runs', async () => {
      const answer = await server.post('/webhook/received', { name: 'Dana' });
      expect(answer).toMatchObject({ status: 200, text: '{"message":"Workflow was started"}' });
      const { execution, data } = await server.newest('webhook-received');
      expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
      expect(outputOf(data, 'Seen')).toEqual([{ name: 'Dana' }]);
    });

    test('with the text, status and headers of the node, or with nothing', async () => {
      const text = await server.post('/webhook/received-text', {});
      expect(text).toMatchObject({ status: 201, text: 'Thanks' });
      expect(text.headers.get('x-shop')).toBe('demo');
      expect(text.headers.get('content-type')).toContain('text/html');
      expect(await server.post('/webhook/received-empty', {})).toMatchObject({ status: 202, text: '' });
    });
  });

  describe('answers when the last node is done', () => {
    test('with the first item, all items, nothing, or a field', async () => {
      expect(json(await server.post('/webhook/first', {}))).toEqual({ n: 1, nested: { text: 'one' } });
      expect(json(await server.post('/webhook/all', {}))).toEqual([{ n: 1, nested: { text: 'one' } }, { n: 2 }]);
      expect(await server.post('/webhook/none', {})).toMatchObject({ status: 200, text: '' });
      const property = await server.post('/webhook/property', {});
      expect(property.text).toBe('one');
      expect(property.headers.get('content-type')).toContain('text/plain');
    });

    test('with a file', async () => {
      const { status, text, headers } = await server.post('/webhook/file', {});
      expect({ status, text, type: headers.get('content-type') }).toEqual({
        status: 200,
        text: 'שלום',
        type: 'text/plain',
      });
    });

    test('after a wait, also one of a sub-workflow', async () => {
      expect(json(await server.post('/webhook/last-late', { name: 'Dana' }))).toEqual({ name: 'Dana' });
      expect(json(await server.post('/webhook/sub', {}))).toEqual({ n: '500' });
    });

    test('with an error where nothing came out, or the workflow failed', async () => {
      expect(await server.post('/webhook/no-item', {})).toMatchObject({ status: 500 });
      expect(await server.post('/webhook/fails', {})).toMatchObject({
        status: 500,
        text: '{"message":"Error in workflow"}',
      });
    });
  });

  describe('answers by a Respond to Webhook node', () => {
    const respond = async (kind: string) => await server.post('/webhook/respond', { kind, name: 'Dana' });

    test('with JSON, a status and headers; the workflow goes on', async () => {
      const answer = await respond('json');
      expect(answer).toMatchObject({ status: 418, text: '{"hello":"Dana"}' });
      expect(answer.headers.get('x-kind')).toBe('json');
      expect(answer.headers.get('content-type')).toContain('application/json');
      const { data } = await server.newest('webhook-respond');
      expect(pathOf(data)).toEqual(['Webhook', 'Kind', 'Json', 'After']);
    });

    test('with a text, items, nothing, a redirect, a file', async () => {
      const page = await respond('text');
      expect(page.text).toBe('<b>Dana</b>');
      expect(page.headers.get('content-security-policy')).toContain('sandbox'); // cannot reach the editor
      expect(json(await respond('first'))).toEqual({ n: 1, nested: { text: 'one' } });
      expect(json(await respond('all'))).toEqual([{ n: 1 }, { n: 2 }]);
      expect(await respond('none')).toMatchObject({ status: 204, text: '' });
      const redirect = await respond('redirect');
      expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://shop.example/thanks']);
      const file = await respond('file');
      expect([file.text, file.headers.get('content-type')]).toEqual(['bytes', 'text/plain']);
    });

    test('with a message where none was reached, and an error where the workflow failed before', async () => {
      expect(await respond('nobody')).toMatchObject({
        status: 200,
        text: '{"message":"Workflow executed successfully"}',
      });
      expect(await server.post('/webhook/fails-before', {})).toMatchObject({ status: 500 });
    });

    test('after a wait, and the workflow waits on', async () => {
      expect(json(await server.post('/webhook/respond-late', { name: 'Dana' }))).toEqual({ late: true });
      const { execution, data } = await server.newest('webhook-respond-late');
      expect(execution.status).toBe('success');
      expect(outputOf(data, 'After')).toEqual([{ name: 'Dana' }]);
    });

    test('which must be there', async () => {
      const answer = await server.post('/webhook/no-respond', {});
      expect(answer.status).toBe(500);
      expect(json(answer)).toMatchObject({
        code: 'NODE_FAILED',
        message: 'No Respond to Webhook node found in the workflow',
      });
    });
  });

  describe('takes', () => {
    test('several methods, each with an output of its own', async () => {
      const by = async (method: string) => json(await server.call('/webhook/methods', { method })).by;
      expect([await by('GET'), await by('POST'), await by('DELETE')]).toEqual(['GET', 'POST', 'DELETE']);
      expect(await server.call('/webhook/methods', { method: 'PUT' })).toMatchObject({ status: 405 });
    });

    test('placeholders in the path and a query with lists and objects', async () => {
      const path =
        '/webhook/params-id/orders/A%2017/lines/100%25?tag=a&tag=b&f[min]=1&f[max]=2&ids[]=7&plain=x%20y&__proto__[a]=1';
      expect(json(await server.call(path))).toEqual({
        params: { order: 'A 17', line: '100%' },
        query: { tag: ['a', 'b'], f: { min: '1', max: '2' }, ids: ['7'], plain: 'x y' },
        url: `${server.url}/webhook/params-id/orders/:order/lines/:line`,
        mode: 'production',
      });
    });

    const echo = async (body: BodyInit | undefined, headers: Record<string, string> = {}) =>
      json(await server.call('/webhook/echo', { method: 'POST', body, headers }));

    test('JSON, forms and texts as a body', async () => {
      const type = (contentType: string) => ({ 'content-type': contentType });
      expect(await echo('{"a":[1,{"b":null}]}', type('application/json'))).toMatchObject({
        body: { a: [1, { b: null }] },
      });
      expect(await echo('name=Dana+L&tag=a&tag=b', type('application/x-www-form-urlencoded'))).toMatchObject({
        body: { name: 'Dana L', tag: ['a', 'b'] },
      });
      expect(await echo('just text', type('text/plain; charset=utf-8'))).toMatchObject({ body: 'just text' });
      expect(await echo(undefined)).toMatchObject({ body: {}, files: {} });
      expect(
        await echo(gzipSync('{"packed":true}'), { ...type('application/json'), 'content-encoding': 'gzip' }),
      ).toMatchObject({
        body: { packed: true },
      });
    });

    test('a file as a body', async () => {
      const file = await echo('%PDF-1.4', {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="a b.pdf"',
      });
      expect(file).toMatchObject({
        body: {},
        files: { data: { mimeType: 'application/pdf', fileName: 'a b.pdf', text: '%PDF-1.4' } },
      });
    });

    test('a form with files', async () => {
      const form = new FormData();
      form.append('name', 'דנה');
      form.append('tag', 'a');
      form.append('tag', 'b');
      form.append('photo', new Blob(['jpeg'], { type: 'image/jpeg' }), 'dana.jpg');
      form.append('docs', new Blob(['one'], { type: 'text/plain' }), 'one.txt');
      form.append('docs', new Blob(['two'], { type: 'text/plain' }), 'two.txt');
      const { body, files } = await echo(form);
      expect(body).toEqual({ name: 'דנה', tag: ['a', 'b'] });
      expect(files).toMatchObject({
        photo: { mimeType: 'image/jpeg', fileName: 'dana.jpg', text: 'jpeg' },
        docs0: { fileName: 'one.txt', text: 'one' },
        docs1: { fileName: 'two.txt', text: 'two' },
      });
      expect(Object.keys(files as object).sort()).toEqual(['docs0', 'docs1', 'photo']);
    });

    test('bytes as they came, beside the parsed body', async () => {
      const text = '{ "a" : "ü" }';
      const answer = await server.call('/webhook/raw', {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json' },
      });
      expect(json(answer)).toEqual({ raw: Buffer.from(text).toString('hex'), body: { a: 'ü' } });
    });

    test('calls for nodes of older workflows', async () => {
      expect(json(await server.post('/webhook/older?x=1', { a: 1 }))).toEqual({ body: { a: 1 }, query: { x: '1' } });
    });
  });

  describe('refuses', () => {
    test('who does not show the credential', async () => {
      const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
      expect(await server.post('/webhook/basic', {}, basic('dana:secret'))).toMatchObject({
        status: 200,
        text: '{"a":"in"}',
      });
      expect(await server.post('/webhook/basic', {}, basic('dana:wrong'))).toMatchObject({ status: 401 });
      expect(await server.post('/webhook/basic', {})).toMatchObject({ status: 401 });
      expect(await server.post('/webhook/header', {}, { 'x-token': 'secret' })).toMatchObject({ status: 200 });
      expect(await server.post('/webhook/header', {}, { 'x-token': 'wrong' })).toMatchObject({ status: 403 });
      expect(await server.executionsOf('webhook-basic')).toHaveLength(1);
    });

    test('a token that is not signed', async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'dana' })}`;
      const signature = createHmac('sha256', 'secret').update(content).digest('base64url');
      const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
      expect(json(await server.post('/webhook/jwt', {}, bearer(`${content}.${signature}`)))).toEqual({ who: 'dana' });
      expect(await server.post('/webhook/jwt', {}, bearer(`${content}.wrong`))).toMatchObject({ status: 403 });
    });

    test('addresses that are not on the list', async () => {
      expect(await server.post('/webhook/allowlist', {})).toMatchObject({ status: 403 });
    });

    test('unknown paths, and bodies that are not what they say', async () => {
      const unknown = await server.post('/webhook/nowhere', {});
      expect(unknown.status).toBe(404);
      expect(json(unknown)).toMatchObject({ code: 'WEBHOOK_NOT_FOUND' });
      const broken = await server.call('/webhook/echo', {
        method: 'POST',
        body: '{"a":',
        headers: { 'content-type': 'application/json' },
      });
      expect(broken.status).toBe(400);
      expect(json(broken)).toMatchObject({ code: 'BODY_NOT_JSON' });
      for (const [body, headers] of [
        ['no parts', { 'content-type': 'multipart/form-data; boundary=x' }],
        ['not packed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
      ] as const) {
        const answer = await server.call('/webhook/echo', { method: 'POST', body, headers });
        expect([answer.status, json(answer).code]).toEqual([400, 'BODY_INVALID']);
      }
    });

    test('calls once the workflow is switched off', async () => {
      const id = await server.serve('webhook/received', { received: 'switched' });
      expect(await server.post('/webhook/switched', {})).toMatchObject({ status: 200 });
      await server.live.deactivate(1, id);
      expect(await server.post('/webhook/switched', {})).toMatchObject({ status: 404 });
    });
  });

  describe('lets pages of other sites', () => {
    const preflight = async (path: string, origin: string) =>
      await server.call(path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });

    test('call, unless the node names who may', async () => {
      const any = await preflight('/webhook/first', 'https://any.example');
      expect(any.status).toBe(204);
      expect(any.headers.get('access-control-allow-origin')).toBe('https://any.example');
      expect(any.headers.get('access-control-allow-methods')).toBe('OPTIONS, POST');
      expect(any.headers.get('access-control-allow-headers')).toBe('content-type');
      const origins = async (origin: string) =>
        (await preflight('/webhook/origins', origin)).headers.get('access-control-allow-origin');
      expect(await origins('https://other.example')).toBe('https://other.example');
      expect(await origins('https://evil.example')).toBe('https://shop.example');
    });

    test('read the answer', async () => {
      const { headers } = await server.post('/webhook/first', {}, { origin: 'https://any.example' });
      expect(headers.get('access-control-allow-origin')).toBe('https://any.example');
      expect((await preflight('/webhook/nowhere', 'https://any.example')).status).toBe(404);
    });
  });

  test('a caller that hangs up does not end the execution', async () => {
    const call = server.call('/webhook/slow', { method: 'POST', signal: AbortSignal.timeout(200) });
    await expect(call).rejects.toThrow();
    const { execution, data } = await server.newest('webhook-slow');
    expect(execution.status).toBe('success');
    expect(outputOf(data, 'Slow')).toEqual([{ done: true }]);
  });

  test('many callers at once each get their own answer', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `caller ${n}`);
    const answers = await Promise.all(names.map(async (name) => json(await server.post('/webhook/echo', { name }))));
    expect(answers.map(({ body }) => (body as { name: string }).name)).toEqual(names);
  });
});
