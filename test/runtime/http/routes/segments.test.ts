import {
  MembershipSchema,
  SegmentPreviewSchema,
  SegmentSchema,
} from '../../../../packages/runtime/src/http/schemas/segment';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp();
  await http.app.database.write((tx) =>
    tx.run(
      `INSERT INTO contact (id, workspace, email, country, attributes, created_at, updated_at) VALUES (7, 1, 'dana@example.com', 'IL', '{}', 1, 1)`,
    ),
  );
});
afterAll(async () => {
  await http.close();
});

const rule = { contact: 'country', operator: 'equals', value: 'IL' };

test('an operator tries a rule, makes a segment of it, sees who is in and why, and deletes it', async () => {
  const preview = await http.api('POST', '/segments/preview', { rule });
  expect(deviations(SegmentPreviewSchema, preview.body)).toEqual([]);
  expect(preview.body).toEqual({ count: 1, contacts: [7] });

  const made = await http.api('POST', '/segments', { name: 'At home', rule });
  expect([made.status, deviations(SegmentSchema, made.body)]).toEqual([201, []]);
  const address = `/segments/${made.body.id}`;
  await http.app.segmentSweeps.look();
  expect((await http.api('GET', address)).body).toMatchObject({ count: 1, isSettled: true, rule });
  expect((await http.api('GET', `${address}/contacts`)).body.data).toMatchObject([{ contact: 7 }]);

  const why = await http.api('GET', `${address}/contacts/7`);
  expect(deviations(MembershipSchema, why.body)).toEqual([]);
  expect(why.body.why).toMatchObject({ holds: true, fact: 'contact.country', value: 'IL' });
  expect((await http.api('GET', `${address}/contacts/8`)).body.code).toBe('CONTACT_NOT_FOUND');

  expect((await http.api('PUT', address, { name: 'Away', rule: { not: rule } })).body).toMatchObject({ name: 'Away' });
  await http.app.segmentSweeps.look();
  expect((await http.api('GET', '/segments')).body.data).toMatchObject([{ name: 'Away', count: 0 }]);
  expect((await http.api('DELETE', address)).status).toBe(204);
  expect((await http.api('GET', address)).body.code).toBe('SEGMENT_NOT_FOUND');
});

test('the segments of the trade are there in three languages', async () => {
  const { body } = await http.api('GET', '/segments/ready-made');
  expect(body.data).toHaveLength(8);
  for (const { name } of body.data) expect(Object.keys(name)).toEqual(['en', 'he', 'ar']);
});

test('a ready-made segment is made together with the custom fields that it asks for', async () => {
  const make = (key: string, body: object = {}) => http.api('POST', `/segments/ready-made/${key}`, body);
  const made = await make('meaningfulDates', { language: 'he' });
  expect([made.status, deviations(SegmentSchema, made.body)]).toEqual([201, []]);
  expect(made.body).toMatchObject({ name: 'יום הולדת בשבוע הקרוב' });
  expect((await make('source', { name: 'By form' })).body).toMatchObject({ name: 'By form' });
  const children = { name: 'children', type: 'text' };
  expect((await http.api('POST', '/attributes', children)).status).toBe(201);
  expect(await make('familyStatus')).toMatchObject({ status: 409, body: { code: 'ATTRIBUTE_EXISTS' } });
  await http.api('DELETE', '/attributes/children');
  for (let time = 0; time < 2; time++) expect((await make('familyStatus')).status).toBe(201);
  expect((await make('zodiac')).body.code).toBe('SEGMENT_NOT_FOUND');

  const { body } = await http.api('GET', '/attributes');
  const types = body.data.map(({ name, type }: { name: string; type: string }) => [name, type]);
  expect(types).toEqual([
    ['birthday', 'date'],
    ['children', 'number'],
    ['source', 'text'],
  ]);
  const noa = { email: 'noa@example.com', attributes: { birthday: '1990-05-01', children: 2, source: 'form' } };
  expect((await http.api('POST', '/contacts', noa)).status).toBe(201);
});

test('a faulty rule is refused with the path of the faulty place', async () => {
  const faulty = { all: [rule, { any: [{ sales: 'count', operator: 'atLeast', value: 'many' }] }] };
  const { status, body } = await http.api('POST', '/segments', { name: 'Faulty', rule: faulty });
  expect([status, body.code]).toEqual([400, 'RULE_INVALID']);
  expect(body.message).toContain('rule.all.1.any.0.value must be a number');
});

test('a split in a stock n8n is told which rules hold of its contact, and by what', async () => {
  const rules = [{ tag: 'vip', operator: 'exists' }, rule];
  const { status, body } = await http.api('POST', '/hub/decisions', { contact: { id: 7 }, rules });
  expect(status).toBe(200);
  expect(body).toEqual([
    { holds: false, seen: [{ fact: 'tag.vip', value: null }] },
    { holds: true, seen: [{ fact: 'contact.country', value: 'IL' }] },
  ]);
  const refused = await http.api('POST', '/hub/decisions', { contact: { id: 7 }, rules: [rule, { tag: 'vip' }] });
  expect(refused.body).toMatchObject({ code: 'RULE_INVALID', message: expect.stringContaining('rules.1.operator') });
});
