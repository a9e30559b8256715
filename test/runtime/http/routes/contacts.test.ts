import { openHttp, type Http } from '../../../support/open-http';

let http: Http;
let schemas: any;
beforeAll(async () => {
  http = await openHttp();
  schemas = JSON.parse((await http.send({ path: '/api/docs' })).text).components.schemas;
});
afterAll(() => http.close());

const call = (method: string, route: string, body?: unknown) => http.api(method, route, body);

test('a contact is created, found again by each identity, changed and forgotten', async () => {
  await call('POST', '/attributes', { name: 'size', type: 'enum', options: ['S', 'M'] });
  const created = await call('POST', '/contacts', {
    email: ' Dana@Shop.Example ',
    phone: '050-234 5678',
    country: 'il',
    whatsappId: 'wa-1',
    attributes: { size: 'M' },
  });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    email: 'dana@shop.example',
    phone: '+972502345678',
    country: 'IL',
    timeZone: 'Asia/Jerusalem',
    attributes: { size: 'M' },
    lists: [],
    tags: [],
    consents: [],
  });
  expect(Object.keys(created.body).sort()).toEqual(Object.keys(schemas.ContactDetail.properties).sort());
  const { id } = created.body;
  const again = await call('POST', '/contacts', { whatsappId: 'wa-1', firstName: 'Dana' });
  expect([again.status, again.body.id, again.body.firstName]).toEqual([200, id, 'Dana']);

  const changed = await call('PATCH', `/contacts/${id}`, { email: 'dana@new.example', attributes: { size: null } });
  expect(changed.body).toMatchObject({ email: 'dana@new.example', attributes: {} });
  expect(changed.body.identities).not.toContainEqual({ kind: 'email', value: 'dana@shop.example' });
  const events = (await call('GET', `/events?contactId=${id}`)).body.data as any[];
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['contact.created', 'contact.updated']));

  const known = (await call('GET', `/contacts/${id}/export`)).body;
  expect(known).toMatchObject({ contact: { email: 'dana@new.example' }, orders: [], consentLedger: [] });
  expect(known.events).toHaveLength(events.length);
  expect((await call('DELETE', `/contacts/${id}`)).status).toBe(204);
  expect((await call('GET', `/contacts/${id}`)).body.code).toBe('CONTACT_NOT_FOUND');
  const lift = (address: string) => call('POST', '/suppressions/lift', { channel: 'email', address });
  expect((await lift('DANA@new.example')).body).toEqual({ lifted: true });
  expect((await lift('dana@new.example')).body).toEqual({ lifted: false });
});

test('contacts are searched by name, address, list and tag, page by page', async () => {
  const list = (await call('POST', '/lists', { name: 'Search' })).body;
  expect(Object.keys(list).sort()).toEqual(Object.keys(schemas.List.properties).sort());
  for (const name of ['Ada', 'Adi', 'Ben']) {
    const { id } = (await call('POST', '/contacts', { email: `${name}@search.example`, firstName: name })).body;
    if (name === 'Ben') continue;
    expect((await call('PUT', `/lists/${list.id}/contacts/${id}`)).status).toBe(204);
    await call('POST', `/contacts/${id}/tags`, { tags: [' early  bird '] });
  }
  const names = async (query: string) => {
    const { data } = (await call('GET', `/contacts?${query}`)).body;
    return (data as any[]).map(({ firstName }) => firstName);
  };
  expect(await names('search=AD')).toEqual(['Adi', 'Ada']);
  expect(await names('search=%25')).toEqual([]);
  expect(await names(`list=${list.id}&search=adi`)).toEqual(['Adi']);
  expect(await names('tag=early%20bird')).toEqual(['Adi', 'Ada']);
  const first = (await call('GET', '/contacts?tag=early%20bird&limit=1')).body;
  expect(await names(`tag=early%20bird&cursor=${encodeURIComponent(first.nextCursor)}`)).toEqual(['Ada']);
  expect((await call('GET', '/tags')).body.data).toEqual([{ tag: 'early bird', contacts: 2 }]);
  expect((await call('GET', `/lists/${list.id}`)).body).toMatchObject({ contacts: 2 });

  const [{ id }] = (await call('GET', '/contacts?search=adi')).body.data;
  await call('DELETE', `/lists/${list.id}/contacts/${id}`);
  await call('DELETE', `/contacts/${id}/tags/early%20bird`);
  const types = ((await call('GET', `/events?contactId=${id}`)).body.data as any[]).map(({ type }) => type);
  expect(types.slice(0, 2)).toEqual(['tag.removed', 'list.left']);
  expect((await call('DELETE', `/lists/${list.id}`)).status).toBe(204);
});

test.each([
  [{}, 'CONTACT_HAS_NO_IDENTITY'],
  [{ email: 'nothing' }, 'CONTACT_INVALID'],
  [{ email: 'a@b.example', phone: '12' }, 'CONTACT_INVALID'],
  [{ email: 'a@b.example', country: 'Israel' }, 'CONTACT_INVALID'],
  [{ email: 'a@b.example', timeZone: 'Mars/North' }, 'CONTACT_INVALID'],
  [{ email: 'a@b.example', locale: '??' }, 'CONTACT_INVALID'],
  [{ email: 'a@b.example', attributes: { unknown: 1 } }, 'ATTRIBUTE_UNKNOWN'],
  [{ email: 'a@b.example', age: 7 }, 'BODY_INVALID'],
])('what cannot be a contact (%j) is refused and leaves nothing', async (body, code) => {
  expect((await call('POST', '/contacts', body)).body.code).toBe(code);
  expect((await call('GET', '/contacts?email=a@b.example')).body.data).toEqual([]);
});

test('an attribute has a type, and a value of another one is refused', async () => {
  const types = ['text', 'number', 'date', 'boolean'] as const;
  for (const type of types) await call('POST', '/attributes', { name: `a_${type}`, type });
  await call('POST', '/attributes', { name: 'a_enum', type: 'enum', options: ['x', 'y'] });
  const set = async (name: string, value: unknown) =>
    (await call('POST', '/contacts', { email: 'typed@shop.example', attributes: { [name]: value } })).body.code ?? 'ok';
  for (const [name, good, bad] of [
    ['a_text', 'anything', 7],
    ['a_number', 1.5, '1.5'],
    ['a_date', '2024-02-29', '2023-02-29'],
    ['a_boolean', false, 'no'],
    ['a_enum', 'y', 'z'],
  ] as const) {
    expect([name, await set(name, good), await set(name, bad)]).toEqual([name, 'ok', 'ATTRIBUTE_VALUE_INVALID']);
  }
  const define = async (body: object) => (await call('POST', '/attributes', body)).body.code;
  expect(await define({ name: 'a_text', type: 'number' })).toBe('ATTRIBUTE_EXISTS');
  expect(await define({ name: 'a.b', type: 'text' })).toBe('ATTRIBUTE_INVALID');
  expect(await define({ name: 'e', type: 'enum' })).toBe('ATTRIBUTE_INVALID');
  expect((await call('PATCH', '/attributes/a_enum', { options: ['x', 'y', 'z'] })).body.options).toHaveLength(3);
  expect(await set('a_enum', 'z')).toBe('ok');
  expect((await call('PATCH', '/attributes/none', {})).body.code).toBe('ATTRIBUTE_NOT_FOUND');
});

test('an address that somebody else has is not given away; a person may merge the two', async () => {
  const one = (await call('POST', '/contacts', { email: 'one@shop.example' })).body;
  const two = (await call('POST', '/contacts', { email: 'two@shop.example' })).body;
  const taken = await call('PATCH', `/contacts/${two.id}`, { email: 'one@shop.example', firstName: 'Two' });
  expect([taken.status, taken.body.code, taken.body.details.contact]).toEqual([409, 'IDENTITY_TAKEN', one.id]);
  expect((await call('GET', `/contacts/${two.id}`)).body.firstName).toBeNull();
  const merged = await call('POST', `/contacts/${one.id}/merge`, { from: two.id });
  expect(merged.body).toMatchObject({ id: one.id });
  expect(merged.body.identities).toHaveLength(2);
  expect((await call('GET', `/contacts/${two.id}`)).body.id).toBe(one.id);
  expect((await call('POST', `/contacts/${one.id}/merge`, { from: two.id })).body.code).toBe('CONTACT_MERGE_INVALID');
});
