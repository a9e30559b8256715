import path from 'node:path';

import { openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp({ AFTERCART_TEMPLATES: path.join(__dirname, '../../../fixtures/templates') });
}, 60_000);
afterAll(async () => await http.close());

test('an agency sees the ready-made journeys in three languages, with what it can choose', async () => {
  const { status, body } = await http.api('GET', '/templates');
  expect(status).toBe(200);
  expect(body.data).toMatchObject([
    { name: 'reminder', title: { en: 'Reminder', he: 'תזכורת', ar: 'تذكير' }, consent: 'promotional', scenarios: 1 },
  ]);
  expect(body.data[0].settings[0]).toEqual({
    ...{ name: 'category', displayName: 'Category', displayNames: { he: 'קטגוריה', ar: 'الفئة' } },
    ...{ type: 'string', default: 'lenses', required: true },
  });
});

test('an import lands inactive, with what was chosen; another one is another workflow', async () => {
  const choice = { settings: { days: 12 }, language: 'ar' };
  const first = await http.api('POST', '/templates/reminder/import', choice);
  expect(first).toMatchObject({ status: 201, body: { name: 'تذكير', active: false, issues: [] } });
  const second = await http.api('POST', '/templates/reminder/import', choice);
  expect(second.body.id).not.toBe(first.body.id);
  expect(second.body.nodes[1].parameters.amount).toBe(12);
  expect(second.body.nodes[0].webhookId).not.toBe(first.body.nodes[0].webhookId);
});

test('what cannot be imported so is refused with a code', async () => {
  const refused = await http.api('POST', '/templates/reminder/import', { settings: { days: 'x' } });
  expect(refused).toMatchObject({ status: 400, body: { code: 'JOURNEY_TEMPLATE_SETTING_INVALID' } });
  expect(refused.body.message).toContain('days has to be a number');
  expect(await http.api('POST', '/templates/nothing/import', {})).toMatchObject({
    status: 404,
    body: { code: 'JOURNEY_TEMPLATE_NOT_FOUND' },
  });
});
