import { openHttp, type Http } from '../../../support/open-http';

const ORIGIN = 'https://shop.example';
const BROWSER = 'a-browser-of-nobody-yet';
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const KEYS = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };

let http: Http;
let writeKey = '';
let site = '';
beforeAll(async () => {
  http = await openHttp({ AFTERCART_PUSH_SERVICES: 'https://push.example.com' });
  const { body } = await http.api('POST', '/sites', {
    name: 'Shop',
    settings: { allowedOrigins: [ORIGIN], push: 'gentle' },
  });
  ({ writeKey, id: site } = body);
});
afterAll(() => http.close());

async function call(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await http.send({
    method: 'POST',
    path,
    headers: { 'content-type': 'text/plain', 'user-agent': PERSON, origin: ORIGIN, ...headers },
    body: JSON.stringify({ writeKey, anonymousId: BROWSER, ...body }),
  });
  return { ...answer, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
}
const offer = async (key: string, more: object = {}) =>
  await http.api('POST', '/hub/onsite', {
    ...{ contact: {}, visitor: BROWSER, contents: [{ language: 'en', title: 'Hi', url: 'javascript:alert(1)' }] },
    ...{ kind: 'banner', moment: 'now', purpose: 'promotional', data: {}, step: key, itemIndex: 0 },
    idempotencyKey: key,
    ...more,
  });

test('a page is given what waits for its visitor, without links that run scripts, and shows it once', async () => {
  const { body: receipt } = await offer('one');
  expect(await offer('one')).toMatchObject({ body: receipt });
  const { body, headers } = await call('/v1/messages', { language: 'en-GB' });
  expect(headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, 'cache-control': 'no-store' });
  expect(body).toEqual({
    messages: [
      {
        id: receipt.messageId,
        kind: 'banner',
        moment: 'now',
        language: 'en',
        direction: 'ltr',
        texts: { title: 'Hi' },
      },
    ],
    colors: { primary: expect.stringMatching(/^#/), onPrimary: expect.stringMatching(/^#/) },
  });
  const shown = await call('/v1/messages/show', { message: receipt.messageId });
  expect(shown).toMatchObject({ status: 200, body: { token: expect.any(String) } });
  expect((await call('/v1/messages/show', { message: receipt.messageId })).status).toBe(204);
  expect((await call('/v1/messages', {})).body).toEqual({ messages: [] });
  const { token } = shown.body;
  expect((await call('/v1/messages/reactions', { token, reaction: 'shown' })).status).toBe(204);
  expect((await call('/v1/messages/reactions', { token, reaction: 'bought' })).status).toBe(400);
  expect((await call('/v1/messages/reactions', { token: `${token}x`, reaction: 'shown' })).status).toBe(400);
});

test.each([
  [{ writeKey: 'wk_wrong' }, {}, 401, 'SITE_KEY_WRONG'],
  [{ anonymousId: 'short' }, {}, 400, 'TRACKING_INVALID'],
  [{}, { origin: 'https://evil.example' }, 403, 'ORIGIN_NOT_ALLOWED'],
])('whoever may not ask is told nothing: %p %p', async (body, headers, status, code) => {
  await offer(`for-${code}`);
  for (const path of ['/v1/messages', '/v1/messages/show', '/v1/push', '/v1/push/off']) {
    expect(await call(path, body, headers)).toMatchObject({ status, body: { code } });
  }
});

test('a robot is shown nothing', async () => {
  await offer('robot');
  const { body } = await call('/v1/messages', {}, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
  expect(body).toEqual({ messages: [] });
});

test('a browser takes push messages, and stops', async () => {
  const endpoint = 'https://push.example.com/abc';
  const device = async () => await http.app.database.all('SELECT anonymous_id AS "of", asked FROM push_device');
  expect((await call('/v1/push', { endpoint, keys: KEYS, asked: 'May we?' })).status).toBe(204);
  expect(await device()).toEqual([{ of: BROWSER, asked: 'May we?' }]);
  const wrong = await call('/v1/push', { endpoint: 'http://127.0.0.1:5432/', keys: KEYS });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'PUSH_DEVICE_INVALID' } });
  expect((await call('/v1/push/off', { endpoint })).status).toBe(204);
  expect(await device()).toEqual([]);
});

test('the scripts bear the key that browsers agree to, and where to tell what becomes of messages', async () => {
  const page = await http.send({ path: `/site.js?key=${writeKey}`, headers: { 'accept-encoding': 'identity' } });
  const [sender] = (await http.api('GET', '/senders')).body.data;
  expect(sender).toMatchObject({ channel: 'push', secrets: ['privateKey'] });
  expect(page.text).toContain(
    `"push":{"key":"${sender.settings.publicKey}","worker":"/aftercart-worker.js","askAfterSeconds":30}`,
  );
  const worker = await http.send({ path: '/push-worker.js', headers: { 'accept-encoding': 'identity' } });
  expect(worker.text).toContain('aftercartWorker.begin({"url":"http');
  expect(worker.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
  });
  await http.api('PATCH', `/sites/${site}`, { settings: { push: 'off' } });
  const wrong = await http.api('PATCH', `/sites/${site}`, { settings: { pushWorker: '//evil.example/x.js' } });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'SITE_INVALID' } });
});
