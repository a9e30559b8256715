import { createServer, type AddressInfo } from 'node:net';

import { SmtpProvider, type EmailProvider } from '../../../../../packages/runtime/src/messages';
import { milliseconds, seconds } from '../../../../../packages/runtime/src/shared';
import { providerConformance } from '../provider-conformance';
import { startFaultyMailServer } from './faulty-mail-server';
import { mail } from './sample-mail';

const timeouts = { connectionTimeout: seconds(10), socketTimeout: seconds(10) };

describe('a mail server by SMTP', () => {
  providerConformance(async () => {
    const server = await startFaultyMailServer();
    const provider = new SmtpProvider({ url: server.url(), ...timeouts });
    const impatient = new SmtpProvider({ url: server.url(), ...timeouts, socketTimeout: milliseconds(400) });
    const intruder = new SmtpProvider({ url: server.url('shop:wrong@'), ...timeouts });
    const nowhere = new SmtpProvider({ url: `smtp://127.0.0.1:${await closedPort()}`, ...timeouts });
    const to = (name: string) => mail({ to: `${name}@example.com` });
    return {
      provider,
      message: (id) => mail({ id }),
      accepted: () => server.mails.length,
      slow: to('slow'),
      failures: [
        { kind: 'temporary', message: to('busy') },
        { kind: 'temporary', message: to('greylisted') },
        { kind: 'temporary', message: to('closing') },
        { kind: 'temporary', message: to('bounced') },
        { kind: 'silent', message: to('crash') },
        { kind: 'silent', message: to('lost') },
        { kind: 'silent', message: to('silence'), provider: impatient },
        { kind: 'refused', message: to('anna'), provider: nowhere },
        { kind: 'permanent', message: to('unknown') },
        { kind: 'permanent', message: to('full') },
        { kind: 'permanent', message: to('spam') },
        { kind: 'misconfigured', message: to('members') },
        { kind: 'misconfigured', message: to('anna'), provider: intruder },
      ],
      async close() {
        for (const each of [provider, impatient, intruder, nowhere]) await each.close();
        await server.close();
      },
    };
  });
});

describe('a mail by SMTP', () => {
  let server: Awaited<ReturnType<typeof startFaultyMailServer>>;
  let provider: EmailProvider;
  beforeEach(async () => {
    server = await startFaultyMailServer();
    provider = new SmtpProvider({ url: server.url('shop:secret@'), ...timeouts });
  });
  afterEach(async () => {
    await provider.close();
    await server.close();
  });

  test('arrives with both parts, its sender and an id made of the message and the sender', async () => {
    const { providerMessageId } = await provider.send(mail({ replyTo: 'help@shop.example' }));
    const [arrived] = server.mails;
    expect(arrived).toMatchObject({ subject: 'ברוכה הבאה, Anna', messageId: providerMessageId });
    expect(providerMessageId).toBe('<6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10@shop.example>');
    expect(arrived?.from?.value).toEqual([{ name: 'עדשות Shop', address: 'hello@shop.example' }]);
    expect(arrived?.replyTo?.text).toBe('help@shop.example');
    expect(arrived?.html).toBe('<!doctype html><p>שלום <b>Anna</b></p>');
    expect(arrived?.text?.trim()).toBe('שלום Anna');
    expect([...(arrived?.headers.keys() ?? [])].filter((name) => name.startsWith('x-'))).toEqual([]);
  });

  test.each([
    ['Shop, Toys & Co <hello@shop.example>', 'Shop, Toys & Co'],
    ['"Shop \\"Toys\\" <b>" <hello@shop.example>', 'Shop "Toys" <b>'],
    ['hello@shop.example', ''],
  ])('comes from %s with that name and one address', async (from, name) => {
    await provider.send(mail({ from }));
    expect(server.mails[0]?.from?.value).toEqual([{ name, address: 'hello@shop.example' }]);
  });

  test.each(['crash', 'unknown', 'busy', 'closing', 'silence'])(
    'to %s, which is not let in, never counts as handed over: nobody has asked for its text',
    async (name) => {
      const impatient = new SmtpProvider({ url: server.url(), ...timeouts, socketTimeout: milliseconds(400) });
      for (let earlier = 0; earlier < 3; earlier += 1) await impatient.send(mail());
      let told = 0;
      const sending = impatient.send(mail({ to: `${name}@example.com` }), () => void (told += 1));
      await expect(sending).rejects.toMatchObject({ code: expect.stringMatching(/^PROVIDER_/) });
      expect(told).toBe(0);
      await impatient.close();
    },
  );

  test('cannot smuggle in headers or recipients', async () => {
    await provider.send(mail({ subject: 'Hi\r\nBcc: eve@example.com', to: 'anna@example.com' }));
    expect(server.mails[0]?.bcc).toBeUndefined();
  });
});

test('a server that never greets is a temporary failure', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const provider = new SmtpProvider({ url: `smtp://127.0.0.1:${port}`, connectionTimeout: milliseconds(300) });
  await expect(provider.send(mail())).rejects.toMatchObject({ code: 'PROVIDER_TEMPORARY' });
  await provider.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a server that turns this machine away does not cost a message', async () => {
  const server = createServer((socket) => socket.end('554 you are on a list\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const provider = new SmtpProvider({ url: `smtp://127.0.0.1:${port}`, ...timeouts });
  await expect(provider.send(mail())).rejects.toMatchObject({ code: 'PROVIDER_MISCONFIGURED' });
  await provider.close();
  await new Promise((resolve) => server.close(resolve));
});

test.each(['', 'mail.example.com', 'http://mail.example.com', 'smtp://'])('"%s" is no mail server', (url) => {
  expect(() => new SmtpProvider({ url })).toThrow(/smtp:\/\/user:password@/);
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
