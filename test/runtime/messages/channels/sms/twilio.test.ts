import { createHash, createHmac } from 'node:crypto';

import { CHANNEL_PROVIDERS, providerNamed, type CallbackRequest } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer } from '../../../../support/http-server';
import { sms, smsConformance } from './sms-conformance';

const twilio = providerNamed('sms', 'twilio');
const ACCOUNT = `AC${'0'.repeat(32)}`;
const settings = (baseUrl: string) => ({ accountSid: ACCOUNT, authToken: 'secret', baseUrl });
const error = (status: number, code: number) => ({ status, body: { code, message: 'no', status } });

describe('Twilio', () => {
  smsConformance({
    definition: twilio,
    settings,
    recipientOf: ({ body }) => (new URLSearchParams(body).get('To') ?? '').slice(1),
    accept: (_call, count) => ({ status: 201, body: { sid: `SM${count}`, status: 'queued' } }),
    refusals: [
      { kind: 'unsubscribed', answer: error(400, 21610) },
      { kind: 'unreachable', answer: error(400, 21211) },
      { kind: 'unreachable', answer: error(400, 21614) },
      { kind: 'permanent', answer: error(400, 21617) },
      { kind: 'misconfigured', answer: error(401, 20003) },
      { kind: 'misconfigured', answer: error(400, 21606) },
      { kind: 'temporary', answer: error(500, 20500) },
      { kind: 'throttled', answer: { ...error(429, 0), headers: { 'retry-after': '7' } } },
    ],
  });

  test('gets number, text and the address for callbacks, with the login of the account', async () => {
    const server = await startHttpServer(() => ({ status: 201, body: { sid: 'SM1' } }));
    const provider = twilio.create(settings(server.url), { clock: systemClock });
    await provider.send(sms({ callbackUrl: 'https://shop.example/hooks/1' }));
    await provider.send(sms({ from: `MG${'1'.repeat(32)}` }));
    await provider.close();
    await server.close();
    const [first, second] = server.calls;
    expect(first).toMatchObject({ method: 'POST', path: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json` });
    expect(first?.headers.authorization).toBe(`Basic ${Buffer.from(`${ACCOUNT}:secret`).toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(first?.body))).toEqual({
      To: '+972502345678',
      From: 'SHOP',
      Body: 'שלום Anna',
      StatusCallback: 'https://shop.example/hooks/1',
    });
    expect(new URLSearchParams(second?.body).get('MessagingServiceSid')).toMatch(/^MG/);
  });

  test.each([{ accountSid: 'wrong' }, {}, { ...settings('nowhere') }])('says which setting is wrong: %j', (wrong) => {
    expect(() => twilio.create(wrong, { clock: systemClock })).toThrow(/settings for twilio are wrong.*(Sid|Url)/);
  });
});

describe('what Twilio tells', () => {
  const URL_CALLED = 'https://shop.example/hooks/messages/7/token';

  function callback(form: Record<string, string>, changes: Partial<CallbackRequest> = {}): CallbackRequest {
    const url = changes.url ?? URL_CALLED;
    const names = Object.keys(form).sort();
    const signed = url + names.map((name) => `${name}${form[name]}`).join('');
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', 'secret').update(signed).digest('base64'),
      },
      rawBody: Buffer.from(new URLSearchParams(form).toString()),
      receivedAt: 5,
      ...changes,
    };
  }
  const read = (request: CallbackRequest) => twilio.readCallback?.(request, settings('https://api.twilio.com'));

  test.each([
    ['delivered', 'delivered'],
    ['undelivered', 'failed'],
    ['read', 'read'],
  ])('%s makes a message %s', (MessageStatus, state) => {
    const request = callback({ MessageSid: 'SM1', MessageStatus, To: '+972502345678' });
    expect(read(request)?.updates).toEqual([{ kind: 'delivery', providerMessageId: 'SM1', state, at: 5 }]);
  });

  test('a landline is told apart from a message that failed for another reason', () => {
    const failed = (ErrorCode: string) =>
      read(callback({ MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode }));
    expect(failed('30006')?.updates).toMatchObject([{ isUnreachable: true }]);
    expect(failed('30007')?.updates).toMatchObject([{ isUnreachable: false, reason: "Twilio's error 30007" }]);
  });

  test('a reply comes with its words, and Twilio is told to answer nothing', () => {
    const form = { MessageSid: 'SM2', SmsStatus: 'received', From: '+972502345678', To: '+97250', Body: 'הסר' };
    expect(read(callback(form))).toEqual({
      updates: [{ kind: 'reply', id: 'SM2', from: '+972502345678', to: '+97250', text: 'הסר', at: 5 }],
      answer: { contentType: 'text/xml', body: '<Response/>' },
    });
  });

  test('what another key signed, what was changed and what nobody signed is refused', () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const refused = expect.objectContaining({ code: 'CALLBACK_REFUSED' });
    const tries = [
      callback(form, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      callback(form, { rawBody: Buffer.from('MessageSid=SM2&MessageStatus=delivered') }),
      { ...callback(form), url: 'https://shop.example/hooks/messages/8/token' },
      { ...callback(form), headers: { ...callback(form).headers, 'content-type': 'application/json' } },
    ];
    for (const request of tries) expect(() => read(request)).toThrow(refused);
    const unsigned = () => twilio.readCallback?.(callback(form), { accountSid: ACCOUNT });
    expect(unsigned).toThrow(/no authToken/);
  });

  test('a JSON body counts by its hash in the address', () => {
    const rawBody = Buffer.from('{"a":1}');
    const url = `${URL_CALLED}?bodySHA256=${createHash('sha256').update(rawBody).digest('hex')}`;
    const request = callback({}, { url });
    const headers = { ...request.headers, 'content-type': 'application/json' };
    expect(read({ ...request, headers, rawBody })?.updates).toEqual([]);
    expect(() => read({ ...request, headers, rawBody: Buffer.from('{"a":2}') })).toThrow(/not the one that was signed/);
  });
});

test('every provider of text messages is registered under its name', () => {
  for (const [name, { name: own }] of Object.entries(CHANNEL_PROVIDERS.sms)) expect(own).toBe(name);
});
