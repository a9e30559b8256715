import { providerNamed, type OutgoingWhatsapp } from '../../../../../packages/runtime/src/messages';
import { systemClock } from '../../../../../packages/runtime/src/shared';
import { startHttpServer, type HttpAnswer, type HttpCall } from '../../../../support/http-server';
import { httpConformance } from '../http-conformance';
import type { FailureKind } from '../provider-conformance';
import { TEMPLATE, whatsapp } from './sample-whatsapp';

const meta = providerNamed('whatsapp', 'meta');
const settings = (baseUrl: string) => ({ accessToken: 'token', phoneNumberId: '106540352242922', baseUrl });
const refusal = (code: number, status = 400): HttpAnswer => ({
  status,
  body: { error: { message: '(#1) no', type: 'OAuthException', code, error_data: { details: 'why not' } } },
});
const accepted = (count: number): HttpAnswer => ({
  body: { messaging_product: 'whatsapp', contacts: [], messages: [{ id: `wamid.${count}` }] },
});

/** Each code that Meta documents for what a shop meets, and what is done about it. */
const CODES: ReadonlyArray<[code: number, kind: FailureKind, what: string]> = [
  [130429, 'temporary', 'too many messages of the number'],
  [131056, 'temporary', 'too many messages to one person'],
  [80007, 'temporary', 'too many calls of the account'],
  [131000, 'temporary', 'something went wrong at Meta'],
  [131016, 'temporary', 'a service of Meta is down'],
  [131048, 'temporary', 'held back as spam'],
  [131049, 'declined', 'enough advertisements for this person'],
  [130472, 'declined', 'an experiment of Meta'],
  [131050, 'unsubscribedFromPromotions', 'the person stopped advertisements'],
  [131026, 'unreachable', 'no WhatsApp at the number'],
  [131047, 'windowClosed', 'the person has not written for 24 hours'],
  [132000, 'templateFaulty', 'the template has other places'],
  [132001, 'templateFaulty', 'no such template in that language'],
  [132015, 'templateFaulty', 'a paused template'],
  [132016, 'templateFaulty', 'a template that was switched off'],
  [131042, 'misconfigured', 'a bill that is not paid'],
  [131031, 'misconfigured', 'a locked account'],
  [368, 'misconfigured', 'a blocked account'],
  [190, 'misconfigured', 'an access token that has run out'],
  [100, 'permanent', 'a wrong parameter'],
  [131053, 'permanent', 'a picture that cannot be fetched'],
];

const recipient = (body: string): string => (JSON.parse(body) as { to?: string }).to ?? '';

describe('Meta', () => {
  httpConformance<OutgoingWhatsapp>(
    {
      definition: meta,
      settings,
      recipientOf: ({ body }) => recipient(body),
      accept: (_call, count) => accepted(count),
      refusals: [
        ...CODES.map(([code, kind]) => ({ kind, answer: refusal(code) })),
        { kind: 'temporary', answer: { status: 500, body: 'oops' } },
        { kind: 'temporary', answer: refusal(131016, 503) },
        { kind: 'misconfigured', answer: refusal(190, 401) },
        { kind: 'throttled', answer: { ...refusal(130429, 429), headers: { 'retry-after': '7' } } },
      ],
    },
    whatsapp,
  );

  const sendTo = async (message: OutgoingWhatsapp, answer: (call: HttpCall) => HttpAnswer = () => accepted(1)) => {
    const server = await startHttpServer(answer);
    const provider = meta.create(settings(`${server.url}/`), { clock: systemClock });
    const result = await provider.send(message).catch((error: unknown) => error);
    await provider.close();
    await server.close();
    return { result, calls: server.calls, bodies: server.calls.map(({ body }) => JSON.parse(body) as object) };
  };

  test.each(CODES)('%i (%s: %s) says so with the code and in the words of Meta', async (code) => {
    const { result } = await sendTo(whatsapp(), () => refusal(code));
    expect(result).toMatchObject({ message: expect.stringContaining('why not') });
    expect((result as Error).message).toContain(code === 100 || code === 131053 ? '400' : String(code));
  });

  test('a contact gets a template in exactly the language that was approved, with all its parts', async () => {
    const { calls, bodies, result } = await sendTo(whatsapp());
    expect(calls[0]).toMatchObject({
      path: '/v26.0/106540352242922/messages',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    });
    expect(bodies).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '972502345678',
        type: 'template',
        template: {
          name: 'cart_reminder',
          language: { code: 'he' },
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { link: 'https://shop.example/cart.jpg' } }] },
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'Anna' },
                { type: 'text', text: '₪120' },
              ],
            },
            { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'cart/42' }] },
          ],
        },
      },
    ]);
    expect(result).toEqual({ providerMessageId: 'wamid.1' });
  });

  test('a template without places has no components, and named places keep their names', async () => {
    const bare = await sendTo(whatsapp({ template: { name: 'hello', language: 'en_US', body: [] } }));
    expect(bare.bodies).toMatchObject([{ template: { name: 'hello', language: { code: 'en_US' } } }]);
    expect(JSON.stringify(bare.bodies)).not.toContain('components');
    const header = { kind: 'document', url: 'https://shop.example/i.pdf', filename: 'invoice.pdf' } as const;
    const named = await sendTo(
      whatsapp({ template: { name: 'paid', language: 'ar', body: [{ name: 'first', text: 'A' }], header } }),
    );
    expect(named.bodies).toMatchObject([
      {
        template: {
          components: [
            { parameters: [{ type: 'document', document: { link: header.url, filename: 'invoice.pdf' } }] },
            { parameters: [{ type: 'text', parameter_name: 'first', text: 'A' }] },
          ],
        },
      },
    ]);
  });

  test('a contact who wrote a moment ago gets the text, and one without a number is called by their id', async () => {
    const { bodies } = await sendTo(whatsapp({ text: 'שלום', to: 'IL.13491208655302741918' }));
    expect(bodies).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        recipient: 'IL.13491208655302741918',
        type: 'text',
        text: { preview_url: true, body: 'שלום' },
      },
    ]);
  });

  test('where Meta says that it is too late for a text, the template goes, and only then', async () => {
    const closed = ({ body }: HttpCall) => (body.includes('"type":"text","text":{') ? refusal(131047) : accepted(2));
    const late = await sendTo(whatsapp({ text: 'שלום' }), closed);
    expect(late.bodies).toMatchObject([{ type: 'text' }, { type: 'template', template: { name: TEMPLATE.name } }]);
    expect(late.result).toEqual({ providerMessageId: 'wamid.2' });

    const none = await sendTo(whatsapp({ text: 'שלום', template: null }), closed);
    expect(none.result).toMatchObject({ code: 'WHATSAPP_WINDOW_CLOSED' });
    const other = await sendTo(whatsapp({ text: 'שלום' }), () => refusal(131026));
    expect(other.bodies).toHaveLength(1);
  });

  test.each([
    [130429, 10_000],
    [80007, 60_000],
    [131056, undefined],
  ])('after %i the sender rests for %p ms: a limit for one person holds nobody else up', async (code, pause) => {
    const { result } = await sendTo(whatsapp(), () => refusal(code));
    expect((result as { retryAfter?: { milliseconds: number } }).retryAfter?.milliseconds).toBe(pause);
  });

  test('an operator is told which settings are wrong', () => {
    const wrong = () => meta.create({ accessToken: '', phoneNumberId: '+972' }, { clock: systemClock });
    expect(wrong).toThrow(expect.objectContaining({ code: 'SENDER_INVALID' }));
    expect(wrong).toThrow(/accessToken.*phoneNumberId: is the number that Meta shows/);
  });
});
