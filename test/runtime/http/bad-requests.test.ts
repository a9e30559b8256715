import { openHttp, type Http } from '../../support/open-http';
import { BY_HAND } from '../../support/sample-workflows';

let http: Http;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(async () => {
  await http.close();
});

const MIB = 1024 * 1024;

test.each([
  // bodies
  ['broken JSON', 'POST', '/workflows', '{"name": "x", }', 400, 'BODY_NOT_JSON'],
  ['JSON that ends too early', 'POST', '/workflows', '{"name": ', 400, 'BODY_NOT_JSON'],
  ['no JSON at all', 'POST', '/hub/sales-data', 'hello', 400, 'BODY_NOT_JSON'],
  ['a body of 5 MB', 'POST', '/workflows', JSON.stringify({ name: 'x'.repeat(5 * MIB) }), 413, 'BODY_TOO_LARGE'],
  ['a very deep body', 'POST', '/workflows', `{"a":${'['.repeat(90_000)}${']'.repeat(90_000)}}`, 400, 'BODY_INVALID'],
  ['a key that poisons', 'POST', '/workflows', '{"name":"x","__proto__":{"active":true}}', 400, 'BODY_INVALID'],
  ['no body', 'POST', '/credentials', undefined, 400, 'BODY_INVALID'],
  ['an empty body', 'POST', '/credentials', '', 400, 'BODY_INVALID'],
  ['a list in place of an object', 'POST', '/credentials', [], 400, 'BODY_INVALID'],
  ['a field that is missing', 'POST', '/credentials', { type: 'httpHeaderAuth', data: {} }, 400, 'BODY_INVALID'],
  ['a field of another type', 'POST', '/credentials', { name: 1, type: 'x', data: {} }, 400, 'BODY_INVALID'],
  // workflows
  ['a workflow without nodes', 'POST', '/workflows', { name: 'x' }, 400, 'WORKFLOW_INVALID'],
  ['a workflow of null', 'POST', '/workflows', 'null', 400, 'WORKFLOW_INVALID'],
  ['no workflow', 'POST', '/workflows', undefined, 400, 'WORKFLOW_INVALID'],
  [
    'nodes of one name',
    'POST',
    '/workflows',
    { ...BY_HAND, nodes: [BY_HAND.nodes[0], BY_HAND.nodes[0]] },
    400,
    'WORKFLOW_INVALID',
  ],
  [
    'a connection to nowhere',
    'POST',
    '/workflows',
    { ...BY_HAND, connections: { Now: { main: [[{ node: 'Gone', type: 'main', index: 0 }]] } } },
    400,
    'CONNECTION_BROKEN',
  ],
  ['an unknown workflow', 'GET', '/workflows/nobody', undefined, 404, 'WORKFLOW_NOT_FOUND'],
  ['replacing an unknown workflow', 'PUT', '/workflows/nobody', BY_HAND, 404, 'WORKFLOW_NOT_FOUND'],
  ['deleting an unknown workflow', 'DELETE', '/workflows/nobody', undefined, 404, 'WORKFLOW_NOT_FOUND'],
  ['activating an unknown workflow', 'POST', '/workflows/nobody/activate', undefined, 404, 'WORKFLOW_NOT_FOUND'],
  ['deactivating an unknown workflow', 'POST', '/workflows/nobody/deactivate', undefined, 404, 'WORKFLOW_NOT_FOUND'],
  ['running an unknown workflow', 'POST', '/workflows/nobody/run', undefined, 404, 'WORKFLOW_NOT_FOUND'],
  // executions
  ['an unknown execution', 'GET', '/executions/4711', undefined, 404, 'EXECUTION_NOT_FOUND'],
  ['an execution that is no number', 'GET', '/executions/abc', undefined, 400, 'BODY_INVALID'],
  ['deleting an unknown execution', 'DELETE', '/executions/4711', undefined, 404, 'EXECUTION_NOT_FOUND'],
  ['retrying an unknown execution', 'POST', '/executions/4711/retry', undefined, 404, 'EXECUTION_NOT_FOUND'],
  ['stopping an unknown execution', 'POST', '/executions/4711/stop', undefined, 404, 'EXECUTION_NOT_FOUND'],
  ['an unknown status', 'GET', '/executions?status=done', undefined, 400, 'BODY_INVALID'],
  // credentials
  [
    'an unknown credential type',
    'POST',
    '/credentials',
    { name: 'x', type: 'noSuch', data: {} },
    400,
    'CREDENTIAL_TYPE_UNKNOWN',
  ],
  ['the schema of an unknown type', 'GET', '/credentials/schema/noSuch', undefined, 400, 'CREDENTIAL_TYPE_UNKNOWN'],
  [
    'a credential field that does not exist',
    'POST',
    '/credentials',
    { name: 'x', type: 'httpHeaderAuth', data: { nam: 'x' } },
    400,
    'BODY_INVALID',
  ],
  ['deleting an unknown credential', 'DELETE', '/credentials/nobody', undefined, 404, 'CREDENTIAL_NOT_FOUND'],
  // the rest
  ['an unknown contact', 'GET', '/contacts/4711', undefined, 404, 'CONTACT_NOT_FOUND'],
  ['a contact past all numbers', 'GET', '/contacts/99999999999999999999', undefined, 400, 'BODY_INVALID'],
  ['an unknown event', 'GET', '/events/4711', undefined, 404, 'EVENT_NOT_FOUND'],
  ['an unknown message', 'GET', '/messages/nobody', undefined, 404, 'MESSAGE_NOT_FOUND'],
  ['retrying an unknown message', 'POST', '/messages/nobody/retry', undefined, 404, 'MESSAGE_NOT_FOUND'],
  ['an unknown shop', 'GET', '/shops/nobody', undefined, 404, 'SHOP_NOT_FOUND'],
  ['changing an unknown shop', 'PATCH', '/shops/nobody', { name: 'x' }, 404, 'SHOP_NOT_FOUND'],
  ['deleting an unknown shop', 'DELETE', '/shops/nobody', undefined, 404, 'SHOP_NOT_FOUND'],
  ['a shop of an unknown type', 'POST', '/shops', { type: 'etsy' }, 400, 'SHOP_TYPE_UNKNOWN'],
  [
    'a shop without secrets',
    'POST',
    '/shops',
    { type: 'woocommerce', name: 'x', url: 'https://x.example' },
    400,
    'BODY_INVALID',
  ],
  [
    'a filter that is misspelt',
    'POST',
    '/hub/sales-data',
    { contact: {}, filters: [{ withinHour: 1 }] },
    400,
    'BODY_INVALID',
  ],
  [
    'a window that is no instant',
    'POST',
    '/hub/sales-data',
    { contact: {}, filters: [], asOf: 'now' },
    400,
    'BODY_INVALID',
  ],
  [
    'a mail in no language',
    'POST',
    '/hub/emails',
    { contact: {}, contents: [], purpose: 'promotional', data: {}, itemIndex: 0, idempotencyKey: 'k' },
    400,
    'LANGUAGE_MISSING',
  ],
  [
    'a subscription to nothing',
    'POST',
    '/hub/subscriptions',
    { filter: { events: [] }, targetUrl: 'https://x.example' },
    400,
    'BODY_INVALID',
  ],
  [
    'a subscription that posts to a file',
    'POST',
    '/hub/subscriptions',
    { filter: { events: ['order.placed'] }, targetUrl: 'file:///etc' },
    400,
    'BODY_INVALID',
  ],
  ['an unknown subscription', 'GET', '/hub/subscriptions/nobody', undefined, 404, 'SUBSCRIPTION_NOT_FOUND'],
  ['ending an unknown subscription', 'DELETE', '/hub/subscriptions/nobody', undefined, 404, 'SUBSCRIPTION_NOT_FOUND'],
  // lists
  ['a page of nothing', 'GET', '/workflows?limit=0', undefined, 400, 'BODY_INVALID'],
  ['a page of too much', 'GET', '/workflows?limit=251', undefined, 400, 'BODY_INVALID'],
  ['a limit that is no number', 'GET', '/contacts?limit=many', undefined, 400, 'BODY_INVALID'],
  ['two limits', 'GET', '/events?limit=1&limit=2', undefined, 400, 'BODY_INVALID'],
  ['a flag that is none', 'GET', '/workflows?active=perhaps', undefined, 400, 'BODY_INVALID'],
  ['a cursor that is none', 'GET', '/workflows?cursor=hello', undefined, 400, 'CURSOR_INVALID'],
  [
    'a cursor of another list',
    'GET',
    `/executions?cursor=${Buffer.from('{"limit":1,"offset":1}').toString('base64')}`,
    undefined,
    400,
    'CURSOR_INVALID',
  ],
  [
    'a forged cursor',
    'GET',
    `/messages?cursor=${Buffer.from('{"limit":1,"after":"x"}').toString('base64')}`,
    undefined,
    400,
    'CURSOR_INVALID',
  ],
  [
    'a cursor that asks for too much',
    'GET',
    `/workflows?cursor=${Buffer.from('{"limit":9999,"offset":0}').toString('base64')}`,
    undefined,
    400,
    'CURSOR_INVALID',
  ],
  // routes
  ['a route that does not exist', 'GET', '/nothing', undefined, 404, 'NOT_FOUND'],
  ['the API itself', 'GET', '/', undefined, 404, 'NOT_FOUND'],
  ['a method that a route does not take', 'PATCH', '/workflows', {}, 405, 'METHOD_NOT_ALLOWED'],
  ['a method that a route with an id does not take', 'POST', '/contacts/1', {}, 405, 'METHOD_NOT_ALLOWED'],
  ['an address that escapes nothing', 'GET', '/workflows/%zz', undefined, 400, 'REQUEST_MALFORMED'],
  ['an endless id', 'GET', `/workflows/${'x'.repeat(600)}`, undefined, 400, 'REQUEST_MALFORMED'],
] as const)('%s is refused with a code', async (_what, method, route, body, status, code) => {
  const answer = await http.api(method, route, body);

  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(Object.keys(answer.body).filter((key) => !['code', 'message', 'details'].includes(key))).toEqual([]);
  expect(answer.body.message).toMatch(/\w{3,}.*[.!]$/s);
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*\.ts:|FST_/);
});

test('a body of another kind is refused, and the answer says which kind it takes', async () => {
  const answer = await http.api('POST', '/workflows', 'name=x', {
    'content-type': 'application/x-www-form-urlencoded',
  });

  expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  expect(answer.body.message).toContain('application/json');
});

test('broken JSON is answered with the place where reading stopped', async () => {
  const answer = await http.api('POST', '/workflows', '{\n  "name": "x",\n  nodes: []\n}');

  expect(answer.body).toMatchObject({ code: 'BODY_NOT_JSON', details: { position: 19, line: 3, column: 3 } });
  expect(answer.body.message).toContain('line 3, column 3');
});

test('every field that is wrong is named', async () => {
  const answer = await http.api('POST', '/hub/emails', {
    contact: { id: 'one' },
    contents: [{ language: 'en', subject: 1 }],
    purpose: 'spam',
    extra: true,
  });

  expect(answer.body.details.problems).toEqual(
    expect.arrayContaining([
      'data: is missing',
      'itemIndex: is missing',
      'idempotencyKey: is missing',
      'extra: is not known here',
      'contact.id: must be of the type integer',
      'contents.0.body: is missing',
      'contents.0.subject: must be of the type string',
      'purpose: must be one of "promotional", "transactional"',
    ]),
  );
});

test.each([
  ['/workflows?limit=251', 'limit: must be less or equal to 250'],
  ['/workflows?limit=x', 'limit: must be of the type integer'],
  ['/executions?status=done', expect.stringMatching(/^status: must be one of "new", "running", .*"canceled"$/)],
  ['/executions/abc', 'id: must be of the type integer'],
])('%s is told in words', async (route, problem) => {
  expect((await http.api('GET', route)).body.details.problems).toEqual([problem]);
});

test('an empty text and an empty list are told in words', async () => {
  const empty = await http.api('POST', '/credentials', { name: '', type: 'x', data: {} });
  expect(empty.body.details.problems).toEqual(['name: must have a length greater or equal to 1']);
  const nothing = await http.api('POST', '/hub/subscriptions', {
    filter: { events: [] },
    targetUrl: 'https://x.example',
  });
  expect(nothing.body.details.problems).toEqual(['filter.events: must have a length greater or equal to 1']);
});

test('a method that is not allowed is answered with those that are', async () => {
  const answer = await http.api('PATCH', '/workflows');

  expect(answer.headers.allow).toBe('GET, HEAD, POST');
});

test('a JSON type with parameters is JSON, and so is one with a suffix', async () => {
  for (const type of ['application/json; charset=utf-8', 'application/merge-patch+json']) {
    const answer = await http.api('POST', '/hub/sales-data', { contact: {}, filters: [] }, { 'content-type': type });
    expect(answer.status).toBe(200);
  }
});

test('after all of that the server still works', async () => {
  expect((await http.api('GET', '/hub/status')).body).toEqual({ status: 'ok', workspace: 1 });
  expect(http.log.filter(({ level }) => level === 'error')).toEqual([]);
});
