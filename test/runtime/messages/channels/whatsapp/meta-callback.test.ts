import { createHmac } from 'node:crypto';

import { providerNamed, type CallbackRequest } from '../../../../../packages/runtime/src/messages';

const meta = providerNamed('whatsapp', 'meta');
const SETTINGS = { accessToken: 'token', phoneNumberId: '10654', appSecret: 'app secret', verifyToken: 'our word' };
const METADATA = { display_phone_number: '972 3-123-4567', phone_number_id: '10654' };
const RECEIVED = 1_795_867_200_000;
const SECONDS = RECEIVED / 1_000 - 60;
const REFUSED = expect.objectContaining({ code: 'CALLBACK_REFUSED' }) as Error;

/** A call of Meta's with these changes of one number. */
function call(value: object, { secret = 'app secret', field = 'messages' } = {}): CallbackRequest {
  const whole = { messaging_product: 'whatsapp', metadata: METADATA, ...value };
  const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value: whole, field }] }] };
  const rawBody = Buffer.from(JSON.stringify(body));
  return {
    method: 'POST',
    url: 'https://shop.example/hooks/messages/1/token',
    headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}` },
    rawBody,
    receivedAt: RECEIVED,
  };
}
const read = (request: CallbackRequest, settings: object = SETTINGS) => {
  if (!meta.readCallback) throw new Error('Meta tells things');
  return meta.readCallback(request, settings);
};
const status = (more: object) => call({ statuses: [{ id: 'wamid.1', timestamp: String(SECONDS), ...more }] });

describe("an operator enters our address at Meta: the first call's", () => {
  const get = (query: Record<string, string>): CallbackRequest => ({
    method: 'GET',
    url: `https://shop.example/hooks/messages/1/token?${new URLSearchParams(query).toString()}`,
    headers: {},
    rawBody: Buffer.alloc(0),
    receivedAt: RECEIVED,
  });
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'our word', 'hub.challenge': '1158201444' };

  test('challenge is echoed where it knows our word', () => {
    expect(read(get(query))).toEqual({ updates: [], answer: { contentType: 'text/plain', body: '1158201444' } });
  });

  test.each([
    [{ ...query, 'hub.verify_token': 'another word' }],
    [{ ...query, 'hub.verify_token': '' }],
    [{ ...query, 'hub.mode': 'unsubscribe' }],
    [{ ...query, 'hub.challenge': '<script>alert(1)</script>' }],
    [{}],
  ])('challenge is not echoed for %j', (wrong) => {
    expect(() => read(get(wrong as Record<string, string>))).toThrow(REFUSED);
  });

  test('challenge is not echoed where the operator has set no word', () => {
    const none = { ...SETTINGS, verifyToken: '' };
    expect(() => read(get({ ...query, 'hub.verify_token': '' }), none)).toThrow(REFUSED);
  });
});

describe('what Meta tells', () => {
  test('counts only with the signature of the app over exactly these bytes', () => {
    const right = status({ status: 'delivered' });
    expect(read(right).updates).toHaveLength(1);
    const wrong: CallbackRequest[] = [
      { ...right, headers: {} },
      { ...right, rawBody: Buffer.from(`${right.rawBody.toString()} `) },
      { ...right, headers: { 'x-hub-signature-256': 'sha256=' } },
      { ...right, headers: { 'x-hub-signature-256': String(right.headers['x-hub-signature-256']).slice(7) } },
      call({}, { secret: 'another secret' }),
    ];
    for (const request of wrong) expect(() => read(request)).toThrow(REFUSED);
    expect(() => read(right, { ...SETTINGS, appSecret: '' })).toThrow(/no appSecret/);
  });

  test('is refused where it is no JSON, and says nothing where it is none of what is known', () => {
    const sign = (text: string): CallbackRequest => {
      const signature = `sha256=${createHmac('sha256', 'app secret').update(text).digest('hex')}`;
      return { ...call({}), rawBody: Buffer.from(text), headers: { 'x-hub-signature-256': signature } };
    };
    expect(() => read(sign('{'))).toThrow(REFUSED);
    expect(() => read(sign('7'))).toThrow(REFUSED);
    const odd = ['{}', '{"entry":7}', '{"entry":[null]}', '{"entry":[{"changes":[{"value":[]}]}]}'];
    for (const text of odd) expect(read(sign(text)).updates).toEqual([]);
    expect(read(call({ statuses: [{ id: 'wamid.1', status: 'warming up' }], messages: [{}] })).updates).toEqual([]);
  });

  test('about another number of the same app concerns another sender', () => {
    const other = { metadata: { ...METADATA, phone_number_id: '999' }, statuses: [{ id: 'wamid.1', status: 'read' }] };
    expect(read(call(other)).updates).toEqual([]);
  });

  test.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
  ])('of a message that is %s makes it %s, at the time of Meta', (word, state) => {
    const at = RECEIVED - 60_000;
    expect(read(status({ status: word })).updates).toEqual([
      { kind: 'delivery', providerMessageId: 'wamid.1', state, at },
    ]);
  });

  test('a time that is none, or has not come yet, is when we heard of it', () => {
    for (const timestamp of ['', 'soon', String(SECONDS + 7_200)]) {
      expect(read(status({ status: 'read', timestamp })).updates).toMatchObject([{ at: RECEIVED }]);
    }
  });

  test.each([
    [131026, 'RECIPIENT_UNREACHABLE', true],
    [131047, 'WHATSAPP_WINDOW_CLOSED', false],
    [131049, 'PROVIDER_DECLINED', false],
    [130472, 'PROVIDER_DECLINED', false],
    [132015, 'WHATSAPP_TEMPLATE_FAULTY', false],
    [131042, 'PROVIDER_MISCONFIGURED', false],
    [130429, 'PROVIDER_TEMPORARY', false],
  ])('late failure %i means what it means at once: %s', (code, expected, isUnreachable) => {
    const errors = [{ code, title: 'No', error_data: { details: 'in short: no' } }];
    const [update, ...more] = read(status({ status: 'failed', recipient_id: '972502345678', errors })).updates;
    expect(update).toMatchObject({
      ...{ kind: 'delivery', state: 'failed', isUnreachable, reason: `Meta's error ${code}: in short: no` },
      failure: { code: expected, message: expect.stringContaining(String(code)) },
    });
    expect(more).toEqual([]);
  });

  test('an advertisement that came after the person stopped them tells us that they did', () => {
    const errors = [{ code: 131050, title: 'Stopped' }];
    const request = status({ status: 'failed', recipient_id: '972502345678', errors });
    expect(read(request).updates).toMatchObject([
      { kind: 'delivery', state: 'failed' },
      { kind: 'optOut', scope: 'promotional', from: '+972502345678', id: 'wamid.1:stopped' },
    ]);
  });

  test.each([
    ['stop', 'optOut'],
    ['resume', 'optIn'],
  ])('that somebody chose %s for advertisements is an %s of advertisements alone', (value, kind) => {
    const preference = {
      wa_id: '972502345678',
      category: 'marketing_messages',
      value,
      timestamp: SECONDS,
      detail: 'D',
    };
    const contacts = [{ wa_id: '972502345678', user_id: 'IL.42', profile: { name: 'Anna' } }];
    const request = call({ contacts, user_preferences: [preference] }, { field: 'user_preferences' });
    expect(read(request).updates).toEqual([
      {
        ...{ kind, scope: 'promotional', from: '+972502345678', whatsappId: 'IL.42', detail: 'D' },
        ...{ at: RECEIVED - 60_000, id: `+972502345678:${value}:${SECONDS}` },
      },
    ]);
    expect(read(call({ user_preferences: [{ ...preference, category: 'something_new' }] })).updates).toEqual([]);
  });

  const message = (more: object, contacts: object[] = [{ wa_id: '972502345678', user_id: 'IL.42' }]) =>
    call({ contacts, messages: [{ from: '972502345678', id: 'wamid.9', timestamp: String(SECONDS), ...more }] });

  test.each([
    [{ type: 'text', text: { body: 'הסר' } }, 'הסר'],
    [{ type: 'button', button: { text: 'Yes', payload: 'p' } }, 'Yes'],
    [
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Later' } } },
      'Later',
    ],
    [{ type: 'image', image: { id: '7', caption: 'Look' } }, 'Look'],
    [{ type: 'location', location: { latitude: 1 } }, ''],
  ])('that somebody wrote %j is a reply', (content, text) => {
    expect(read(message(content)).updates).toEqual([
      {
        ...{ kind: 'reply', id: 'wamid.9', from: '+972502345678', whatsappId: 'IL.42', to: '+97231234567' },
        ...{ text, at: RECEIVED - 60_000 },
      },
    ]);
  });

  test('somebody whose number is not told is known by what WhatsApp calls them', () => {
    const hidden = { type: 'text', text: { body: 'hi' }, from: undefined };
    expect(read(message(hidden, [{ user_id: 'IL.42' }])).updates).toMatchObject([
      { from: 'IL.42', whatsappId: 'IL.42' },
    ]);
    const own = read(message({ ...hidden, from_user_id: 'IL.43' }, [{ user_id: 'IL.42' }, { user_id: 'IL.43' }]));
    expect(own.updates).toMatchObject([{ from: 'IL.43' }]);
    // Two that it could be of are nobody's.
    expect(read(message(hidden, [{ user_id: 'IL.42' }, { user_id: 'IL.43' }])).updates).toEqual([]);
  });

  test('what WhatsApp says by itself is no reply', () => {
    expect(read(message({ type: 'system', system: { body: 'changed number' } })).updates).toEqual([]);
  });
});
