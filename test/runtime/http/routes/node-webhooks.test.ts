import { openHttp, type Http } from '../../../support/open-http';
import { hook, TWO_DAYS } from '../../../support/sample-workflows';

let http: Http;
beforeEach(async () => {
  http = await openHttp();
  await http.app.engine.start();
});
afterEach(async () => {
  await http.close();
});

async function activate(path: string, parameters: object): Promise<void> {
  const workflow = hook(path);
  const [node] = workflow.nodes;
  const answering = { ...workflow, nodes: [{ ...node, parameters: { ...node!.parameters, ...parameters } }] };
  const { id } = (await http.api('POST', '/workflows', answering)).body;
  const activated = await http.api('POST', `/workflows/${id}/activate`);
  expect(activated.status).toBe(200);
}

test('a call reaches the Webhook node with its body, and gets what the workflow answers', async () => {
  await activate('echo/שלום', { responseMode: 'lastNode' });

  const answer = await http.send({
    method: 'POST',
    path: `/webhook/echo/${encodeURIComponent('שלום')}?color=red`,
    headers: { 'content-type': 'application/json' },
    body: '{"amount": 12}',
  });

  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  expect(JSON.parse(answer.text)).toMatchObject({
    body: { amount: 12 },
    query: { color: 'red' },
  });
});

test.each([
  ['text/plain', 'just text'],
  ['application/x-www-form-urlencoded', 'a=1&b=2'],
  ['application/xml', '<a/>'],
  ['application/octet-stream', Buffer.from([0, 1, 2, 255])],
])('a body of the type %s is taken', async (type, body) => {
  await activate('any', { responseMode: 'onReceived' });
  const answer = await http.send({ method: 'POST', path: '/webhook/any', headers: { 'content-type': type }, body });
  expect(answer.status).toBe(200);
});

test('what a workflow answers cannot reach the editor in the browser', async () => {
  await activate('page', { responseMode: 'onReceived' });
  const answer = await http.send({ method: 'POST', path: '/webhook/page' });
  expect(answer.headers['content-security-policy']).toMatch(/^sandbox (?!.*allow-same-origin)/);
});

test('a path that nobody listens at, a wrong method and broken JSON are refused with codes', async () => {
  await activate('orders', { responseMode: 'onReceived' });
  const refusal = async (method: string, path: string, body?: string) => {
    const answer = await http.send({ method, path, headers: { 'content-type': 'application/json' }, body });
    return [answer.status, JSON.parse(answer.text).code];
  };
  expect(await refusal('POST', '/webhook/nobody')).toEqual([404, 'WEBHOOK_NOT_FOUND']);
  expect(await refusal('POST', '/webhook/')).toEqual([404, 'NOT_FOUND']);
  expect((await refusal('DELETE', '/webhook/orders'))[0]).toBeGreaterThanOrEqual(404);
  expect(await refusal('POST', '/webhook/orders', '{"a"')).toEqual([400, 'BODY_NOT_JSON']);
  expect((await refusal('GET', '/webhook-waiting/4711'))[1]).toBe('EXECUTION_NOT_FOUND');
  expect((await refusal('GET', '/webhook-waiting/abc'))[1]).toBe('EXECUTION_NOT_FOUND');
  expect(await refusal('GET', '/webhook')).toEqual([404, 'NOT_FOUND']);
});

test('an execution that waits for a time only is not resumed by a call', async () => {
  const { id } = (await http.api('POST', '/workflows', TWO_DAYS)).body;
  const { executionId } = (await http.api('POST', `/workflows/${id}/run`)).body;
  const answer = await http.send({ path: `/webhook-waiting/${executionId}` });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(JSON.parse(answer.text).code).toMatch(/^[A-Z_]+$/);
});

test('a file of 5 MB is taken, one of 17 MB is not', async () => {
  await activate('files', { responseMode: 'onReceived' });
  const send = async (megabytes: number): Promise<number> => {
    const body = Buffer.alloc(megabytes * 1024 * 1024);
    const headers = { 'content-type': 'application/octet-stream' };
    return (await http.send({ method: 'POST', path: '/webhook/files', headers, body })).status;
  };
  expect([await send(5), await send(17)]).toEqual([200, 413]);
});
