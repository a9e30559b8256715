import { MessageReceiptSchema, SalesFiguresSchema } from '../../../../packages/runtime/src/http/schemas/hub';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(async () => {
  await http.close();
});

test('a node in a stock n8n reads figures, one for each filter', async () => {
  const request = { contact: { email: 'dana@example.com' }, filters: [{}, { withinHours: 24, categories: ['shoes'] }] };
  const { status, body } = await http.api('POST', '/hub/sales-data', request);
  expect([status, body.length]).toEqual([200, 2]);
  for (const figures of body) expect(deviations(SalesFiguresSchema, figures)).toEqual([]);
  expect(body[0].count).toBe(0);
});

test('the same mail twice is one mail', async () => {
  const request = {
    contact: { email: 'dana@example.com' },
    to: 'dana@example.com',
    contents: [{ language: 'he', subject: 'שלום', body: '<p>תודה</p>' }],
    purpose: 'transactional',
    data: {},
    itemIndex: 0,
    idempotencyKey: 'n8n-1:231:Send Email:0:0',
  };
  const first = await http.api('POST', '/hub/emails', request);
  const second = await http.api('POST', '/hub/emails', request);
  expect(deviations(MessageReceiptSchema, first.body)).toEqual([]);
  expect(second.body).toEqual(first.body);
  expect((await http.api('GET', '/messages')).body.data).toHaveLength(1);
});

test('a trigger subscribes, finds its subscription, and ends it', async () => {
  const { status, body } = await http.api('POST', '/hub/subscriptions', {
    filter: { events: ['order.first_purchase'], minimumTotal: '49.90' },
    targetUrl: 'https://n8n.example/webhook/1',
  });
  expect([status, typeof body.secret]).toEqual([201, 'string']);
  expect((await http.api('GET', `/hub/subscriptions/${body.id}`)).body).toEqual({ id: body.id });
  expect(await http.api('DELETE', `/hub/subscriptions/${body.id}`)).toMatchObject({ status: 204, body: undefined });
  expect((await http.api('GET', `/hub/subscriptions/${body.id}`)).status).toBe(404);
});
