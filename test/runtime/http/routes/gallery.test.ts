import path from 'node:path';

import { openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp({ AFTERCART_TEMPLATES: path.join(__dirname, '../../../fixtures/templates') });
}, 60_000);
afterAll(async () => await http.close());

const ORIGIN = 'https://n8n.example';

/** As a browser asks that shows n8n: without a key of ours, from another address, with the cookies that it has. */
async function ask(route: string) {
  const { status, headers, text } = await http.send({ path: `/gallery${route}`, headers: { origin: ORIGIN } });
  if (status === 200) expect(headers).toMatchObject(LETS_IN);
  return { status, body: JSON.parse(text) };
}
// A browser that sends cookies takes no wildcard for an answer.
const LETS_IN = { 'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true', vary: 'Origin' };

test('n8n finds the gallery alive, may ask from its own address, and lists the journeys', async () => {
  expect((await ask('/health')).status).toBe(200);
  const preflight = await http.send({
    method: 'OPTIONS',
    path: '/gallery/templates/search',
    headers: { origin: ORIGIN, 'access-control-request-headers': 'browser-id,push-ref' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({ ...LETS_IN, 'access-control-allow-headers': 'browser-id,push-ref' });
  const { body } = await ask('/templates/search?page=1&rows=20&category=&search=');
  expect(body).toMatchObject({ totalWorkflows: 1, workflows: [{ name: 'Reminder', user: { username: 'aftercart' } }] });
  const [{ id, nodes }] = body.workflows;
  expect(Number.isSafeInteger(id)).toBe(true);
  const bought = nodes.find(({ name }: any) => name === 'n8n-nodes-aftercart.wooCommerceTrigger');
  expect(bought).toMatchObject({ displayName: expect.any(String), iconData: { type: 'file' } });
  expect(bought.iconData.fileBuffer).toMatch(/^data:image\/svg\+xml;base64,/);
  // n8n 2 asks by `limit`, n8n 1 by `rows`.
  for (const page of ['limit=1&page=2', 'rows=1&page=2']) {
    expect((await ask(`/templates/search?${page}`)).body).toMatchObject({ totalWorkflows: 1, workflows: [] });
  }
});

test('an author searches in their own language, and by category', async () => {
  const count = async (query: string) => (await ask(`/templates/search?${query}`)).body.totalWorkflows;
  expect(await count(`search=${encodeURIComponent('תזכורת')}`)).toBe(1);
  expect(await count('search=nothing')).toBe(0);
  expect([await count('category=Marketing'), await count('category=Service')]).toEqual([1, 0]);
  expect((await ask('/templates/categories')).body.categories).toHaveLength(2);
  expect((await ask('/templates/collections')).body).toEqual({ collections: [] });
});

test('a journey can be looked at and put onto the canvas', async () => {
  const [{ id }] = (await ask('/templates/search')).body.workflows;
  const shown = (await ask(`/templates/workflows/${id}`)).body;
  expect(shown.workflow).toMatchObject({
    id,
    categories: [{ name: 'Marketing' }],
    workflow: { nodes: expect.any(Array) },
  });
  // Isolated: n8n's page runs from left to right.
  expect(shown.workflow.description).toMatch(/\n\n\u2067\*\*תזכורת.*\u2069\n\n/);
  const taken = (await ask(`/workflows/templates/${id}`)).body;
  expect(taken).toMatchObject({ id, name: 'Reminder', workflow: { connections: { Bought: expect.any(Object) } } });
  expect(taken.workflow.meta).toMatchObject({ templateCredsSetupCompleted: false });
  expect((await ask('/workflows/templates/1')).body.code).toBe('JOURNEY_TEMPLATE_NOT_FOUND');
});
