import { journeyOf, mail, onEvents } from '../../support/journey';
import { openHttp } from '../../support/open-http';

jest.setTimeout(300_000);

let http: Awaited<ReturnType<typeof openHttp>>;
let workflow: string;

beforeAll(async () => {
  http = await openHttp();
  const journey = journeyOf([onEvents('order.placed'), mail('Hello {{contact.firstName}}')]);
  workflow = (await http.api('POST', '/workflows', journey)).body.id;
});
afterAll(async () => await http.close());

/** What has become of a crowd once it has ended. */
async function ended(id: string) {
  for (;;) {
    const { body } = await http.api('GET', `/crowds/${id}`);
    if (body.status !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

test('an operator sends invented contacts through a draft in the background, and nothing is stored', async () => {
  const { status, body } = await http.api('POST', `/workflows/${workflow}/crowds`, { count: 5, days: 15 });
  expect([status, body]).toMatchObject([
    202,
    { status: 'running', done: 0, of: 5, workflowId: workflow, report: null },
  ]);
  expect(await ended(body.id)).toMatchObject({ status: 'done', done: 5, report: { contacts: 5, entered: 5 } });
  expect((await http.api('GET', '/messages')).body.data).toEqual([]);
  expect((await http.api('GET', '/contacts')).body.data).toEqual([]);
});

test('an operator sends copies of their own contacts, as many as there are', async () => {
  for (const name of ['anna', 'noa'])
    await http.api('POST', '/contacts', { email: `${name}@shop.example`, locale: 'he' });
  await http.api('POST', '/contacts', { phone: '+972502345678' });
  const { body } = await http.api('POST', `/workflows/${workflow}/crowds`, { contacts: 'own', count: 50, days: 15 });
  expect(await ended(body.id)).toMatchObject({ status: 'done', report: { contacts: 2, entered: 2 } });
});

test('a crowd that makes no sense is refused, one of a journey that reaches the world outside fails with the code', async () => {
  const refused = await http.api('POST', `/workflows/${workflow}/crowds`, { days: 5_000 });
  expect([refused.status, refused.body.code]).toEqual([400, 'SCENARIO_INVALID']);
  const call = {
    name: 'Ask',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: { url: 'http://127.0.0.1:9' },
  };
  const { body: draft } = await http.api('POST', '/workflows', journeyOf([onEvents('order.placed'), call]));
  const { body } = await http.api('POST', `/workflows/${draft.id}/crowds`, { count: 2, days: 15 });
  expect(await ended(body.id)).toMatchObject({ status: 'failed', error: { code: 'SIMULATION_FOREIGN_NODE' } });
  expect((await http.api('GET', '/crowds/none')).body.code).toBe('CROWD_NOT_FOUND');
});
