import { WorkflowSchema } from '../../../../packages/runtime/src/http/schemas/workflow';
import { deviations, openHttp, type Http } from '../../../support/open-http';
import { BY_HAND, ENDLESS, hook, LOST_CREDENTIAL, UNKNOWN_TYPE } from '../../../support/sample-workflows';

let http: Http;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(async () => {
  await http.close();
});

async function create(workflow: object): Promise<string> {
  const { body } = await http.api('POST', '/workflows', workflow);
  return body.id;
}

test('a workflow that is created comes back as n8n returns it, inactive and without issues', async () => {
  const created = await http.api('POST', '/workflows', BY_HAND);

  expect(created.status).toBe(200);
  expect(deviations(WorkflowSchema, created.body)).toEqual([]);
  expect(created.body).toMatchObject({
    name: 'By hand',
    active: false,
    isArchived: false,
    nodes: BY_HAND.nodes,
    connections: BY_HAND.connections,
    settings: BY_HAND.settings,
    staticData: null,
    pinData: null,
    meta: null,
    tags: [],
    triggerCount: 0,
    activeVersionId: null,
    issues: [],
  });
  expect((await http.api('GET', `/workflows/${created.body.id}`)).body).toEqual(created.body);
});

test('an export of n8n keeps its id where it is free, and gets a new one where it is not', async () => {
  const exported = {
    ...BY_HAND,
    id: '2tUt1wbLX592XDdX',
    active: true,
    tags: [{ id: '1', name: 'shop' }],
    versionId: 'x',
  };

  const first = await http.api('POST', '/workflows', exported);
  const second = await http.api('POST', '/workflows', exported);

  expect([first.body.id, first.body.active]).toEqual(['2tUt1wbLX592XDdX', false]);
  expect(second.body.id).toMatch(/^[A-Za-z0-9]{8}$/);
  expect(second.body.id).not.toBe(first.body.id);
});

test('a workflow is activated, listens, and stops listening when it is deactivated', async () => {
  const id = await create(hook('orders'));

  const active = await http.api('POST', `/workflows/${id}/activate`);
  expect([active.status, active.body.active, active.body.triggerCount]).toEqual([200, true, 1]);
  expect(active.body.activeVersionId).toMatch(/^[\w-]{7}$/);
  expect(deviations(WorkflowSchema, active.body)).toEqual([]);
  expect((await http.send({ method: 'POST', path: '/webhook/orders' })).status).toBe(200);

  const inactive = await http.api('POST', `/workflows/${id}/deactivate`);
  expect([inactive.body.active, inactive.body.activeVersionId, inactive.body.triggerCount]).toEqual([false, null, 0]);
  expect((await http.send({ method: 'POST', path: '/webhook/orders' })).status).toBe(404);
});

test.each([
  ['an unknown node type', UNKNOWN_TYPE, 'NODE_TYPE_UNKNOWN', 400, 'Magic'],
  ['a credential that does not exist', LOST_CREDENTIAL, 'CREDENTIAL_NOT_FOUND', 404, 'Ask'],
  ['a cycle without a way out', ENDLESS, 'CONNECTION_CYCLE', 400, 'One'],
])(
  'a draft with %s is saved with its issue, and refused when it is activated',
  async (_what, workflow, code, status, node) => {
    const saved = await http.api('POST', '/workflows', workflow);
    expect(saved.status).toBe(200);
    expect(saved.body.issues).toEqual([{ code, node, message: expect.stringContaining(node) }]);
    expect((await http.api('GET', `/workflows/${saved.body.id}`)).body.issues).toEqual(saved.body.issues);

    const refused = await http.api('POST', `/workflows/${saved.body.id}/activate`);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.details.issues).toEqual(saved.body.issues);
    expect((await http.api('GET', `/workflows/${saved.body.id}`)).body.active).toBe(false);
  },
);

test('a workflow that nothing can start is not activated', async () => {
  const id = await create(BY_HAND);
  const refused = await http.api('POST', `/workflows/${id}/activate`);
  expect([refused.status, refused.body.code]).toEqual([400, 'WORKFLOW_HAS_NO_TRIGGER']);
});

test('a path that another workflow listens at is refused', async () => {
  const [first, second] = [await create(hook('orders')), await create(hook('orders', { name: 'Second' }))];
  await http.api('POST', `/workflows/${first}/activate`);
  const refused = await http.api('POST', `/workflows/${second}/activate`);
  expect([refused.status, refused.body.code]).toEqual([409, 'WEBHOOK_PATH_TAKEN']);
});

test('replacing an inactive workflow changes the draft and its version', async () => {
  const id = await create(BY_HAND);
  const before = (await http.api('GET', `/workflows/${id}`)).body;

  const replaced = await http.api('PUT', `/workflows/${id}`, { ...BY_HAND, name: 'Renamed' });

  expect([replaced.status, replaced.body.name, replaced.body.active]).toEqual([200, 'Renamed', false]);
  expect(replaced.body.versionId).not.toBe(before.versionId);
  expect(replaced.body.createdAt).toBe(before.createdAt);
});

test('replacing an active workflow publishes it again at once', async () => {
  const id = await create(hook('old'));
  const active = (await http.api('POST', `/workflows/${id}/activate`)).body;

  const replaced = await http.api('PUT', `/workflows/${id}`, hook('new'));

  expect([replaced.status, replaced.body.active]).toEqual([200, true]);
  expect(replaced.body.activeVersionId).not.toBe(active.activeVersionId);
  expect((await http.send({ method: 'POST', path: '/webhook/new' })).status).toBe(200);
  expect((await http.send({ method: 'POST', path: '/webhook/old' })).status).toBe(404);
});

test('a replacement that cannot run changes nothing: the old version stays live', async () => {
  const id = await create(hook('old'));
  await http.api('POST', `/workflows/${id}/activate`);
  const before = (await http.api('GET', `/workflows/${id}`)).body;

  const refused = await http.api('PUT', `/workflows/${id}`, UNKNOWN_TYPE);

  expect([refused.status, refused.body.code]).toEqual([400, 'NODE_TYPE_UNKNOWN']);
  expect((await http.api('GET', `/workflows/${id}`)).body).toEqual(before);
  expect((await http.send({ method: 'POST', path: '/webhook/old' })).status).toBe(200);
});

test('a replacement whose path is taken changes nothing either', async () => {
  const [id, other] = [await create(hook('mine')), await create(hook('theirs', { name: 'Other' }))];
  for (const each of [id, other]) await http.api('POST', `/workflows/${each}/activate`);

  const refused = await http.api('PUT', `/workflows/${id}`, hook('theirs'));

  expect([refused.status, refused.body.code]).toEqual([409, 'WEBHOOK_PATH_TAKEN']);
  const now = (await http.api('GET', `/workflows/${id}`)).body;
  expect([now.active, now.nodes[0].parameters.path]).toEqual([true, 'mine']);
  expect((await http.send({ method: 'POST', path: '/webhook/mine' })).status).toBe(200);
});

test('a workflow that is deleted stops listening and is gone', async () => {
  const id = await create(hook('orders'));
  await http.api('POST', `/workflows/${id}/activate`);

  const deleted = await http.api('DELETE', `/workflows/${id}`);

  expect([deleted.status, deleted.body.id, deleted.body.name]).toEqual([200, id, 'Hook orders']);
  expect((await http.api('GET', `/workflows/${id}`)).status).toBe(404);
  expect((await http.send({ method: 'POST', path: '/webhook/orders' })).status).toBe(404);
});

test('a list is read page by page, with the filters of n8n', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) ids.push(await create(hook(`path-${index}`, { pinData: { Webhook: [] } })));
  await http.api('POST', `/workflows/${ids[1]}/activate`);

  const first = (await http.api('GET', '/workflows?limit=2')).body;
  expect(first.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  expect(JSON.parse(Buffer.from(first.nextCursor, 'base64').toString())).toEqual({ limit: 2, offset: 2 });
  const second = (await http.api('GET', `/workflows?cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  const third = (await http.api('GET', `/workflows?cursor=${encodeURIComponent(second.nextCursor)}`)).body;
  expect([...second.data, ...third.data].map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
  expect(third.nextCursor).toBeNull();
  for (const workflow of first.data) expect(deviations(WorkflowSchema, workflow)).toEqual([]);

  const active = (await http.api('GET', '/workflows?active=true&excludePinnedData=true')).body.data;
  expect(active.map(({ id, triggerCount }: any) => [id, triggerCount])).toEqual([[ids[1], 1]]);
  expect(active[0]).not.toHaveProperty('pinData');
  expect((await http.api('GET', '/workflows?name=Hook%20path-3')).body.data).toHaveLength(1);
  expect((await http.api('GET', '/workflows?limit=5')).body.nextCursor).toBeNull();
});
