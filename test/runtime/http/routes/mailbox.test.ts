import { API_KEY, openHttp, type Http, type RawAnswer } from '../../../support/open-http';

let http: Http;
afterEach(async () => {
  await http.close();
});

/** An operator's browser. */
async function open(path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return await http.send({ path, headers: { accept: 'text/html', ...headers } });
}

async function write(subject: string): Promise<string> {
  const { body } = await http.api('POST', '/hub/emails', {
    contact: {},
    to: 'dana@example.com',
    contents: [{ language: 'en', subject, body: '<p>Thank you <script>alert(1)</script></p>' }],
    purpose: 'transactional',
    data: {},
    itemIndex: 0,
    idempotencyKey: subject,
  });
  return body.messageId;
}

describe('on the machine of the server', () => {
  beforeEach(async () => {
    http = await openHttp();
  });

  test('the mailbox opens without a key and shows the messages', async () => {
    const id = await write('Your order');

    const list = await open('/mailbox');
    expect([list.status, list.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(list.text).toContain('Your order');
    expect(list.headers['cache-control']).toBe('no-store');
    expect(list.headers['content-security-policy']).toMatch(/^default-src 'none'/);

    const message = await open(`/mailbox/${id}?lang=he`);
    expect([message.status, message.headers.location]).toEqual([303, `/mailbox?lang=he&message=${id}`]);
    const shown = await open(message.headers.location!);
    expect(shown.text).toContain('<html lang="he" dir="rtl">');
    expect(shown.text).toContain('<iframe sandbox');
    expect(shown.text).not.toContain('<script');
  });

  test.each([
    ['/mailbox', 'ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
    ['/mailbox', 'fr,en;q=0.2,he;q=0.7', 'he'],
    ['/mailbox', 'iw', 'he'],
    ['/mailbox', 'fr', 'en'],
    ['/mailbox', '*', 'en'],
    ['/mailbox', 'he;q=0', 'en'],
    ['/mailbox?lang=he', 'ar', 'he'],
    ['/mailbox?lang=fr', 'ar', 'ar'],
  ])('%s in a browser that wants %s is shown in %s', async (path, wanted, language) => {
    const { text } = await open(path, { 'accept-language': wanted });
    expect(text).toContain(`<html lang="${language}"`);
  });

  test.each([
    ['a proxy passed the request on', { 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy passed the request on in the standard way', { forwarded: 'for=203.0.113.7' }],
    ['a page elsewhere points its own name here', { host: 'evil.example:5680' }],
  ])('it stays locked where %s', async (_why, headers) => {
    await write('Your order');
    const answer = await open('/mailbox', headers);
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('Your order');
  });

  test('a message or a page that does not exist is answered with its code', async () => {
    expect(JSON.parse((await open('/mailbox?message=nobody')).text).code).toBe('MESSAGE_NOT_FOUND');
    expect(JSON.parse((await open('/mailbox?cursor=nonsense!')).text).code).toBe('CURSOR_INVALID');
  });
});

describe('on a server that is published', () => {
  beforeEach(async () => {
    http = await openHttp({ AFTERCART_PUBLIC_URL: 'https://journeys.example' });
  });

  test.each([
    ['en', 'The mailbox is locked'],
    ['he', 'תיבת הדואר נעולה'],
    ['ar', 'صندوق البريد مقفل'],
  ])('the mailbox is locked, and says in %s how it opens', async (language, title) => {
    const answer = await open('/mailbox', { 'accept-language': language });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain(title);
    expect(answer.text).toContain(`<html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}">`);
  });

  test('the key opens it once and for the cookie’s life, and does not stay in the address', async () => {
    await write('Your order');

    const unlocked = await open(`/mailbox?key=${API_KEY}&lang=ar`);
    expect([unlocked.status, unlocked.headers.location]).toEqual([303, '/mailbox?lang=ar']);
    const [cookie] = unlocked.headers['set-cookie']!;
    expect(cookie).toMatch(/; Path=\/mailbox; .*HttpOnly; SameSite=Lax; Secure$/);
    expect(cookie).not.toContain(API_KEY);

    const list = await open('/mailbox', { cookie: `other=1; ${cookie!.split(';')[0]}` });
    expect([list.status, list.text.includes('Your order')]).toEqual([200, true]);
    expect((await open('/mailbox', { 'x-n8n-api-key': API_KEY })).status).toBe(200);
  });

  test('a wrong key, a wrong cookie and no key leave it locked', async () => {
    const wrong = await open('/mailbox?key=guess');
    expect([wrong.status, wrong.text.includes('not the one of this server')]).toEqual([401, true]);
    expect((await open('/mailbox', { cookie: 'aftercart_mailbox=guess' })).status).toBe(401);
    expect((await open('/mailbox', { 'x-n8n-api-key': 'guess' })).status).toBe(401);
    expect((await open('/mailbox/some-id')).status).toBe(303);
    expect(JSON.stringify(http.log)).not.toContain('key=guess');
  });
});
