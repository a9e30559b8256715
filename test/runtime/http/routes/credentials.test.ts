import { CredentialSchema } from '../../../../packages/runtime/src/http/schemas/credential';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(async () => {
  await http.close();
});

const HEADER = { name: 'Shop API', type: 'httpHeaderAuth', data: { name: 'X-Key', value: 'very-secret-value' } };

test('a credential is stored, listed and deleted without showing its secrets again', async () => {
  const created = await http.api('POST', '/credentials', HEADER);
  expect(created.status).toBe(200);
  expect(deviations(CredentialSchema, created.body)).toEqual([]);
  expect(created.body).toMatchObject({ name: 'Shop API', type: 'httpHeaderAuth' });

  const list = await http.api('GET', '/credentials');
  expect(list.body).toEqual({ data: [created.body], nextCursor: null });
  expect(await http.app.database.all('SELECT data FROM credential')).not.toEqual(
    expect.arrayContaining([expect.objectContaining({ data: expect.stringContaining('very-secret-value') })]),
  );

  const deleted = await http.api('DELETE', `/credentials/${created.body.id}`);
  expect(deleted.body).toEqual(created.body);
  expect((await http.api('GET', '/credentials')).body.data).toEqual([]);
  for (const answer of [created, list, deleted]) expect(JSON.stringify(answer)).not.toContain('very-secret-value');
});

test('credentials are listed page by page', async () => {
  for (let index = 0; index < 3; index++) await http.api('POST', '/credentials', { ...HEADER, name: `Key ${index}` });
  const first = (await http.api('GET', '/credentials?limit=2')).body;
  const second = (await http.api('GET', `/credentials?cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  const names = [...first.data, ...second.data].map(({ name }: { name: string }) => name);
  expect([names.sort(), second.nextCursor]).toEqual([['Key 0', 'Key 1', 'Key 2'], null]);
});

test('the schema of a type says which fields it has, inherited ones included', async () => {
  const basic = await http.api('GET', '/credentials/schema/httpBasicAuth');
  expect(basic.body).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { user: { type: 'string' }, password: { type: 'string' } },
  });
  const oauth = (await http.api('GET', '/credentials/schema/googleSheetsOAuth2Api')).body;
  expect(Object.keys(oauth.properties)).toEqual(expect.arrayContaining(['clientId', 'clientSecret']));
  expect((await http.api('GET', '/credentials/schema/aftercartApi')).body.required).toEqual(['baseUrl', 'apiKey']);
});

test('what a type cannot do without is asked for, and what it does not know is refused, by name', async () => {
  const answer = await http.api('POST', '/credentials', {
    name: 'Aftercart',
    type: 'aftercartApi',
    data: { baseUrl: 5, key: 'x' },
  });
  expect([answer.status, answer.body.code]).toEqual([400, 'BODY_INVALID']);
  expect(answer.body.details.problems.sort()).toEqual([
    'data.apiKey: is missing',
    'data.baseUrl: must be of the type string',
    'data.key: is no field of aftercartApi',
  ]);
});

test('an expression may stand where a number is asked for', async () => {
  const data = { host: 'mail.example', port: '={{ 25 }}', user: '', password: '', secure: false };
  const answer = await http.api('POST', '/credentials', { name: 'Mail', type: 'smtp', data });
  expect(answer.status).toBe(200);
});
