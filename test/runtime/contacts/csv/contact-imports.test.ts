import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { databaseSettings } from '../../../support/databases';
import { openTestApp, type TestApp } from '../../../support/open-test-app';

jest.setTimeout(180_000);

describe.each(databaseSettings())('importing contacts, on %s', (_name, makeSettings) => {
  let app: TestApp;
  let drop: () => Promise<void>;
  let env: Record<string, string>;

  beforeEach(async () => {
    const settings = await makeSettings();
    drop = settings.drop;
    env = { ...settings.env, AFTERCART_DATA: mkdtempSync(path.join(tmpdir(), 'aftercart-test-')) };
    app = await openTestApp(env);
  });
  afterEach(async () => {
    await app.close();
    await drop();
    rmSync(env.AFTERCART_DATA!, { recursive: true, force: true });
  });

  const api = async (method: string, route: string, body?: unknown): Promise<{ status: number; body: any }> =>
    await app.api(method, route, body);
  const upload = async (content: string | Buffer, query = ''): Promise<{ status: number; body: any }> => {
    const answer = await fetch(`${app.url}/api/v1/contact-imports${query}`, {
      method: 'POST',
      headers: { 'x-n8n-api-key': app.apiKey, 'content-type': 'text/csv' },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const read = async (route: string) => {
    const answer = await fetch(`${app.url}/api/v1${route}`, { headers: { 'x-n8n-api-key': app.apiKey } });
    return Buffer.from(await answer.arrayBuffer()).toString('utf8');
  };
  const importFile = async (content: string | Buffer, plan: object = {}) => {
    const { body } = await upload(content);
    await api('POST', `/contact-imports/${body.import.id}/start`, {
      mapping: body.suggestedMapping,
      consent: null,
      ...plan,
    });
    await app.imports.settled();
    return (await api('GET', `/contact-imports/${body.import.id}`)).body;
  };
  const emails = async () =>
    (await app.database.all<{ email: string }>('SELECT email FROM contact ORDER BY id')).map(({ email }) => email);

  test('a file is looked at, previewed as mapped, and imported with list, tags and declared consent', async () => {
    await api('POST', '/attributes', { name: 'birthday', type: 'date' });
    const list = (await api('POST', '/lists', { name: 'Newsletter' })).body;
    const file = [
      'E-mail,First name,Phone,Country,Birthday,Tags,Notes',
      'dana@shop.example,Dana,050-234 5678,IL,1.12.1990,vip|blue,"likes ""olives"", and\nmore"',
      'noam@shop.example,=cmd(),,,not a date,,',
      ',Nobody,,,,,',
      'dana@shop.example,Dana,,,,,again',
    ].join('\r\n');
    const uploaded = await upload(file);
    expect(uploaded.status).toBe(201);
    expect(uploaded.body).toMatchObject({
      import: { status: 'uploaded', encoding: 'utf-8', separator: ',' },
      suggestedMapping: {
        'E-mail': 'email',
        'First name': 'firstName',
        Phone: 'phone',
        Country: 'country',
        Birthday: 'attributes.birthday',
        Tags: 'tags',
      },
    });
    const mapping = uploaded.body.suggestedMapping;
    const route = `/contact-imports/${uploaded.body.import.id}`;
    const { lines } = (await api('POST', `${route}/preview`, { mapping })).body;
    expect(lines[0].contact).toEqual({
      fields: { email: 'dana@shop.example', firstName: 'Dana', phone: '+972502345678', country: 'IL' },
      attributes: { birthday: '1990-12-01' },
      tags: ['vip', 'blue'],
    });
    expect(lines[1].problem).toMatchObject({ code: 'ATTRIBUTE_VALUE_INVALID', column: 'Birthday' });
    expect(await emails()).toEqual([]);

    const consent = { channels: ['email'], basis: 'explicit', evidence: 'Fair in Haifa, forms in the office' };
    await api('POST', `${route}/start`, { mapping, list: list.id, tags: ['fair'], consent });
    await app.imports.settled();
    expect((await api('GET', route)).body).toMatchObject({
      status: 'done',
      done: 4,
      created: 1,
      updated: 1,
      failed: 2,
    });
    const [{ id }] = (await api('GET', '/contacts?search=dana')).body.data;
    expect((await api('GET', `/contacts/${id}`)).body).toMatchObject({
      phone: '+972502345678',
      attributes: { birthday: '1990-12-01' },
      lists: [{ name: 'Newsletter' }],
      tags: ['blue', 'fair', 'vip'],
      consents: [{ channel: 'email', status: 'granted', basis: 'explicit' }],
    });
    const { ledger } = (await api('GET', `/contacts/${id}/consents`)).body;
    expect(ledger).toHaveLength(1);
    expect(ledger[0]).toMatchObject({ source: 'import', proof: { line: 3, evidence: consent.evidence } });
    const types = await app.database.all<{ type: string }>('SELECT DISTINCT type FROM event ORDER BY type');
    expect(types.map(({ type }) => type)).toEqual(['consent.granted', 'contact.created', 'list.joined', 'tag.added']);

    // The refused lines can be downloaded, and open in a spreadsheet without running anything.
    const errors = (await read(`${route}/errors`)).split('\r\n');
    expect(errors[1]).toBe(
      `4,ATTRIBUTE_VALUE_INVALID,Birthday,"attributes.birthday has to be a date as YYYY-MM-DD, not ""not a date"".",noam@shop.example,'=cmd(),,,not a date,,`,
    );
    expect(errors[2]).toContain('5,CONTACT_HAS_NO_IDENTITY');
    // The file itself is gone, and an import is not started twice.
    expect(readdirSync(path.join(app.config.dataFolder, 'imports'))).toEqual([]);
    expect((await api('POST', `${route}/start`, { mapping, consent: null })).body.code).toBe('IMPORT_NOT_STARTABLE');
  });

  const HEBREW = 'דוא״ל;שם פרטי\r\ndana@shop.example;דנה\r\n';
  const ARABIC = 'البريد;الاسم\r\nomar@shop.example;عمر الفاروق\r\n';
  const bytes1255 = Buffer.from([...HEBREW].map(toWindows1255));
  const bytes1256 = Buffer.from([...ARABIC].map(toWindows1256));

  test.each([
    ['UTF-8', Buffer.from(HEBREW), 'utf-8', 'דנה'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${HEBREW}`), 'utf-8', 'דנה'],
    ['UTF-16 as Excel saves it', Buffer.from(`\ufeff${HEBREW}`, 'utf16le'), 'utf-16le', 'דנה'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${HEBREW}`, 'utf16le').swap16(), 'utf-16be', 'דנה'],
    ['Windows-1255', bytes1255, 'windows-1255', 'דנה'],
    ['Windows-1256', bytes1256, 'windows-1256', 'عمر الفاروق'],
    ['tabs', Buffer.from(HEBREW.replaceAll(';', '\t')), 'utf-8', 'דנה'],
  ])('a file in %s is understood', async (_title, content, encoding, name) => {
    const state = await importFile(content);
    expect(state).toMatchObject({ status: 'done', created: 1, encoding });
    expect(await app.database.all('SELECT first_name AS name FROM contact')).toEqual([{ name }]);
  });

  test('whoever was erased is not imported again, and who withdrew is not brought back', async () => {
    const { contact: gone } = await app.writer.upsert(1, { email: 'gone@shop.example' });
    await app.writer.erase(1, gone.id);
    const { contact: left } = await app.writer.upsert(1, { email: 'left@shop.example' });
    await api('POST', `/contacts/${left.id}/consents`, { channel: 'email', status: 'withdrawn' });
    const consent = { channels: ['email'], basis: 'explicit' };
    const state = await importFile('email\ngone@shop.example\nleft@shop.example\n', { consent });
    expect(state).toMatchObject({ created: 0, updated: 1, failed: 1 });
    expect(await emails()).toEqual(['left@shop.example']);
    const { consents } = (await api('GET', `/contacts/${left.id}/consents`)).body;
    expect(consents).toMatchObject([{ status: 'withdrawn' }]);
  });

  test('an import that the server ended in the middle goes on where it was, and stores each line once', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => `person${index}@shop.example`);
    const { body } = await upload(`email\n${lines.join('\n')}\n`);
    const { id } = body.import;
    await api('POST', `/contact-imports/${id}/start`, { mapping: { email: 'email' }, consent: null, tags: ['x'] });
    await app.imports.stop();
    const { done } = (await api('GET', `/contact-imports/${id}`)).body;
    expect(done).toBeLessThan(400);
    await app.close();
    app = await openTestApp(env);
    await app.imports.settled();
    expect((await api('GET', `/contact-imports/${id}`)).body).toMatchObject({
      status: 'done',
      done: 400,
      created: 400,
    });
    expect(await emails()).toEqual(lines);
    const tagged = await app.database.get<{ n: number }>(`SELECT COUNT(*) AS n FROM event WHERE type = 'tag.added'`);
    expect(Number(tagged?.n)).toBe(400);
  });

  test('what is exported can be imported again, and no cell is a formula', async () => {
    await api('POST', '/attributes', { name: 'note', type: 'text' });
    await app.writer.upsert(1, {
      ...{ email: 'eve@shop.example', phone: '+972502345678', firstName: '=HYPERLINK("http://evil.example")' },
      attributes: { note: '+1+1' },
    });
    const table = await read('/contacts/export?separator=;');
    expect(table.startsWith('\ufeffid;email;phone')).toBe(true);
    expect(table).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(table).toContain(`;+972502345678;`);
    expect(table).toContain(`;'+1+1;`);
    expect((await read('/contacts/export?bom=false')).startsWith('id,email')).toBe(true);
    const before = await app.database.all('SELECT first_name, phone, attributes FROM contact');
    expect(await importFile(table)).toMatchObject({ status: 'done', updated: 1, failed: 0 });
    expect(await app.database.all('SELECT first_name, phone, attributes FROM contact')).toEqual(before);
  });

  test('a file that is none, and a mapping that cannot be, are refused with the reason', async () => {
    expect((await upload('')).body.code).toMatch(/CSV_UNREADABLE|MEDIA_TYPE_UNSUPPORTED/);
    expect((await upload(`email\n"${'x'.repeat(300_000)}\n`)).body.code).toBe('CSV_UNREADABLE');
    const { body } = await upload('email,age\na@shop.example,7\n');
    const refuse = async (mapping: object, more: object = {}) =>
      (await api('POST', `/contact-imports/${body.import.id}/start`, { mapping, consent: null, ...more })).body.code;
    expect(await refuse({ age: 'email', email: 'email' })).toBe('IMPORT_INVALID');
    expect(await refuse({ email: 'email', age: 'attributes.age' })).toBe('IMPORT_INVALID');
    expect(await refuse({ nothing: 'email' })).toBe('IMPORT_INVALID');
    expect(await refuse({})).toBe('IMPORT_INVALID');
    expect(await refuse({ email: 'email' }, { list: 'none' })).toBe('LIST_NOT_FOUND');
    const consent = { channels: ['email'], basis: 'customer_exception' };
    expect(await refuse({ email: 'email' }, { consent })).toBe('CUSTOMER_EXCEPTION_OFF');
    expect((await api('GET', '/contact-imports/none')).body.code).toBe('IMPORT_NOT_FOUND');
    const file = path.join(app.config.dataFolder, 'imports', `${body.import.id}.csv`);
    expect(existsSync(file)).toBe(true);
    expect((await api('POST', `/contact-imports/${body.import.id}/cancel`)).body.status).toBe('canceled');
    expect(existsSync(file)).toBe(false);
  });
});

/** Hebrew letters, and the punctuation that the test uses, in Windows' table for Hebrew. */
function toWindows1255(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === '״') return 0xd8;
  return code >= 0x5d0 ? code - 0x5d0 + 0xe0 : code;
}

/** The Arabic letters of the test in Windows' table for Arabic. */
function toWindows1256(letter: string): number {
  const table: Record<string, number> = {
    ...{ ا: 0xc7, ل: 0xe1, ب: 0xc8, ر: 0xd1, ي: 0xed, د: 0xcf, س: 0xd3, م: 0xe3, ع: 0xda, ف: 0xdd, و: 0xe6, ق: 0xde },
  };
  return table[letter] ?? letter.codePointAt(0) ?? 0;
}
