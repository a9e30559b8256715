import { openHttp } from '../../../support/open-http';

type Server = Awaited<ReturnType<typeof openHttp>>;

const twilio = {
  ...{ channel: 'sms', provider: 'twilio', name: 'Shop number', address: '+972 54-567-8901' },
  settings: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'top-secret' },
  isDefault: true,
};

let server: Server;
beforeAll(async () => {
  server = await openHttp();
});
afterAll(() => server.close());

test('an operator makes a sender, changes it and forgets it, and never sees its secrets again', async () => {
  const { status, body } = await server.api('POST', '/senders', twilio);
  expect({ status, body }).toMatchObject({
    status: 201,
    body: {
      ...{
        address: '+972545678901',
        purpose: null,
        isDefault: true,
        settings: { accountSid: twilio.settings.accountSid },
      },
      ...{ secrets: ['authToken'], callbackUrl: expect.stringMatching(/\/hooks\/messages\/[\w-]+\/[0-9a-f]{64}$/) },
    },
  });
  const changed = await server.api('PATCH', `/senders/${body.id}`, { name: 'Main', settings: { authToken: 'newer' } });
  expect(changed.body).toMatchObject({ name: 'Main', isDefault: true, secrets: ['authToken'] });
  const listed = await server.api('GET', '/senders');
  expect(listed.body.data).toMatchObject([{ id: body.id, name: 'Main' }]);
  expect(JSON.stringify([body, changed.body, listed.body])).not.toMatch(/top-secret|newer/);
  const [row] = await server.app.database.all<{ settings: string }>('SELECT settings FROM sender');
  expect(row?.settings).toMatch(/^v1:/);
  expect((await server.api('DELETE', `/senders/${body.id}`)).status).toBe(204);
  expect((await server.api('GET', `/senders/${body.id}`)).body).toMatchObject({ code: 'SENDER_NOT_FOUND' });
});

test('there is one default for each channel and purpose', async () => {
  const make = async (purpose: string | null) =>
    (await server.api('POST', '/senders', { ...twilio, purpose })).body.id as string;
  const [first, second, other] = [await make('promotional'), await make('promotional'), await make(null)];
  const { data } = (await server.api('GET', '/senders')).body;
  const defaults = data
    .filter((sender: { isDefault: boolean }) => sender.isDefault)
    .map(({ id }: { id: string }) => id);
  expect(defaults.sort()).toEqual([second, other].sort());
  expect(defaults).not.toContain(first);
  for (const id of [first, second, other]) await server.api('DELETE', `/senders/${id}`);
});

test.each([
  [{ provider: 'pigeon' }, 'SENDER_INVALID', /Choose one of: twilio/],
  [{ settings: { authToken: 'x' } }, 'SENDER_INVALID', /accountSid/],
  [{ address: 'A name that is too long' }, 'ADDRESS_INVALID', /at most 11/],
  [{ credential: 'missing' }, 'CREDENTIAL_NOT_FOUND', /missing/],
  [
    { channel: 'email', provider: 'smtp', address: 'Shop <a@b.example>', settings: { url: 'x' } },
    'SENDER_INVALID',
    /url/,
  ],
  [{ channel: 'pigeon' }, 'BODY_INVALID', /channel/],
])('a sender that cannot work is refused: %j', async (changes, code, message) => {
  const { body } = await server.api('POST', '/senders', { ...twilio, ...changes });
  expect(body).toMatchObject({ code, message: expect.stringMatching(message) });
});

test('a sender may log in with a credential that is stored', async () => {
  const { body: credential } = await server.api('POST', '/credentials', {
    ...{ name: 'Twilio', type: 'twilioApi' },
    data: { authType: 'authToken', accountSid: twilio.settings.accountSid, authToken: 'top-secret' },
  });
  const { body } = await server.api('POST', '/senders', { ...twilio, settings: {}, credential: credential.id });
  expect(body).toMatchObject({ credential: credential.id, secrets: [], settings: {} });
  await server.api('DELETE', `/senders/${body.id}`);
});

test('a test message waits in the outbox of its sender, which cannot be forgotten until it is sent', async () => {
  const { body: sender } = await server.api('POST', '/senders', twilio);
  const { body } = await server.api('POST', `/senders/${sender.id}/test`, { to: '+972502345678' });
  expect((await server.api('GET', `/messages/${body.messageId}`)).body).toMatchObject({
    ...{ channel: 'sms', senderId: sender.id, status: 'queued', recipient: '+972502345678' },
  });
  expect((await server.api('DELETE', `/senders/${sender.id}`)).body).toMatchObject({ code: 'SENDER_IN_USE' });
});

test('an operator sees what a text costs before it is sent', async () => {
  const { body: sender } = await server.api('POST', '/senders', {
    ...{ ...twilio, pricePer1000: { amount: 4_000, currency: 'USD' } },
  });
  const text = `שלום ${'א'.repeat(70)}`;
  const { body } = await server.api('POST', '/sms/preview', { text, language: 'he', sender: sender.id });
  expect(body).toMatchObject({ encoding: 'UCS-2', segments: 2, cost: { amount: 0.08, currency: 'USD' }, warnings: [] });
  expect(body.text).toMatch(/להסרה השיבו הסר$/);
});
