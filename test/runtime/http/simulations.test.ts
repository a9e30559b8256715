import { journeyOf, mail, onEvents, wait } from '../../support/journey';
import { openHttp } from '../../support/open-http';

jest.setTimeout(180_000);

let http: Awaited<ReturnType<typeof openHttp>>;
let workflow: string;

beforeAll(async () => {
  http = await openHttp({ AFTERCART_TIME_ZONE: 'Asia/Jerusalem' });
  const journey = journeyOf([onEvents('order.placed'), wait(1, 'days'), mail('Hello {{contact.firstName}}')]);
  workflow = (await http.api('POST', '/workflows', journey)).body.id;
});
afterAll(async () => await http.close());

test('a builder sees what would become of a contact of theirs, in the time zone of the workspace, and nothing is stored', async () => {
  const noa = await http.api('POST', '/contacts', { email: 'noa@shop.example', firstName: 'Noa' });
  const { status, body } = await http.api('POST', `/workflows/${workflow}/simulate`, {
    given: { contactId: noa.body.id },
    when: [{ at: 'day 0 20:00', buys: { sku: 'MUG', total: 10 } }],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    isOver: true,
    executions: [{ enteredAt: '2026-01-05T18:00:00.000Z' }],
    messages: [{ subject: 'Hello Noa', status: 'sent', sentAt: '2026-01-06T18:00:00.000Z' }],
  });
  expect((await http.api('GET', '/executions')).body.data).toEqual([]);
  expect((await http.api('GET', '/messages')).body.data).toEqual([]);
});

test('a builder is told what is wrong with a scenario, and of what does not exist', async () => {
  expect((await http.api('POST', `/workflows/${workflow}/simulate`, { until: 'soon' })).body).toMatchObject({
    code: 'SCENARIO_INVALID',
    message: expect.stringContaining('until'),
  });
  const unknown = await http.api('POST', `/workflows/${workflow}/simulate`, { given: { contactId: 99 } });
  expect(unknown.body.code).toBe('CONTACT_NOT_FOUND');
  expect((await http.api('POST', '/workflows/none/simulate', {})).body.code).toBe('WORKFLOW_NOT_FOUND');
});
