import { createHmac } from 'node:crypto';

import { providerNamed, type OutgoingWhatsapp } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer, type HttpAnswer, type HttpCall } from '../../../../support/http-server';
import { httpConformance } from '../http-conformance';
import type { FailureKind } from '../provider-conformance';
import { whatsapp } from './sample-whatsapp';

const twilio = providerNamed('whatsapp', 'twilio');
const settings = (baseUrl: string) => ({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret', baseUrl });
const error = (code: number, status = 400): HttpAnswer => ({ status, body: { code, message: 'no', status } });

const CODES: ReadonlyArray<[code: number, kind: FailureKind, what: string]> = [
  [63016, 'windowClosed', 'the person has not written for 24 hours'],
  [63024, 'unreachable', 'no WhatsApp at the number'],
  [63003, 'unreachable', 'no such recipient'],
  [63018, 'temporary', 'too many messages'],
  [63012, 'temporary', 'WhatsApp fails'],
  [63032, 'declined', 'an experiment of Meta'],
  [63049, 'declined', 'enough advertisements for this person'],
  [63027, 'templateFaulty', 'no such template in that language'],
  [63028, 'templateFaulty', 'the template has other places'],
  [63041, 'templateFaulty', 'a paused template'],
  [63007, 'misconfigured', 'a sender that Twilio does not know'],
  [63051, 'misconfigured', 'a locked account'],
  [21610, 'unsubscribed', 'somebody who wrote STOP'],
  [63013, 'permanent', 'against the rules'],
];

const recipient = (body: string): string => (new URLSearchParams(body).get('To') ?? '').replace('whatsapp:+', '');

describe("Twilio's WhatsApp", () => {
  httpConformance<OutgoingWhatsapp>(
    {
      definition: twilio,
      settings,
      recipientOf: ({ body }) => recipient(body),
      accept: (_call, count) => ({ status: 201, body: { sid: `SM${count}` } }),
      refusals: [
        ...CODES.map(([code, kind]) => ({ kind, answer: error(code) })),
        { kind: 'throttled', answer: { ...error(0, 429), headers: { 'retry-after': '7' } } },
      ],
    },
    whatsapp,
  );

  const sendTo = async (
    message: OutgoingWhatsapp,
    answer: (call: HttpCall) => HttpAnswer = () => ({ status: 201, body: { sid: 'SM1' } }),
  ) => {
    const server = await startHttpServer(answer);
    const provider = twilio.create(settings(server.url), { clock: systemClock });
    const result = await provider.send(message).catch((reason: unknown) => reason);
    await provider.close();
    await server.close();
    return { result, forms: server.calls.map(({ body }) => Object.fromEntries(new URLSearchParams(body))) };
  };

  test('a contact gets a template by its ContentSid, with all its places counted on', async () => {
    const template = { ...whatsapp().template, name: 'HX1', language: 'he', body: [{ text: 'Anna' }, { text: '₪9' }] };
    const { forms } = await sendTo(whatsapp({ template, callbackUrl: 'https://shop.example/hooks/1' }));
    expect(forms).toEqual([
      {
        From: 'whatsapp:+97231234567',
        To: 'whatsapp:+972502345678',
        StatusCallback: 'https://shop.example/hooks/1',
        ContentSid: 'HX1',
        ContentVariables: '{"1":"Anna","2":"₪9","3":"https://shop.example/cart.jpg","4":"cart/42"}',
      },
    ]);
  });

  test('places with names keep them, and a messaging service is named as what it is', async () => {
    const service = `MG${'1'.repeat(32)}`;
    const template = { name: 'HX1', language: 'en', body: [{ name: 'first', text: 'Anna' }] };
    const { forms } = await sendTo(whatsapp({ from: service, template }));
    expect(forms).toMatchObject([{ MessagingServiceSid: service, ContentVariables: '{"first":"Anna"}' }]);
  });

  test('a text goes as it is, and the template where Twilio says that it is too late', async () => {
    const late = ({ body }: HttpCall) =>
      body.includes('Body=') ? error(63016) : { status: 201, body: { sid: 'SM2' } };
    const { forms, result } = await sendTo(whatsapp({ text: 'שלום' }), late);
    expect(forms).toMatchObject([{ Body: 'שלום' }, { ContentSid: 'cart_reminder' }]);
    expect(result).toEqual({ providerMessageId: 'SM2' });
  });

  describe('tells', () => {
    const url = 'https://shop.example/hooks/messages/7/token';
    const read = (form: Record<string, string>) => {
      const signed =
        url +
        Object.keys(form)
          .sort()
          .map((name) => `${name}${form[name]}`)
          .join('');
      return twilio.readCallback?.(
        {
          method: 'POST',
          url,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-twilio-signature': createHmac('sha1', 'secret').update(signed).digest('base64'),
          },
          rawBody: Buffer.from(new URLSearchParams(form).toString()),
          receivedAt: 5,
        },
        settings('https://api.twilio.com'),
      ).updates;
    };

    test('what somebody wrote, by their number', () => {
      const form = { MessageSid: 'SM9', SmsStatus: 'received', Body: 'hi' };
      const reply = read({ ...form, From: 'whatsapp:+972502345678', To: 'whatsapp:+97231234567' });
      expect(reply).toEqual([
        { kind: 'reply', id: 'SM9', from: '+972502345678', to: '+97231234567', text: 'hi', at: 5 },
      ]);
    });

    test.each([
      ['63016', 'WHATSAPP_WINDOW_CLOSED', false],
      ['63024', 'RECIPIENT_UNREACHABLE', true],
      ['63049', 'PROVIDER_DECLINED', false],
    ])('late that %s is %s', (ErrorCode, code, isUnreachable) => {
      expect(read({ MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode })).toMatchObject([
        { kind: 'delivery', state: 'failed', isUnreachable, failure: { code } },
      ]);
    });
  });
});

test('every provider of WhatsApp is registered under its name', () => {
  for (const name of ['meta', 'twilio']) expect(providerNamed('whatsapp', name).name).toBe(name);
  expect(() => providerNamed('whatsapp', 'telegraph')).toThrow(/meta, twilio/);
});
