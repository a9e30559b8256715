import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import { dkimVerify } from 'mailauth';
import { SMTPServer } from 'smtp-server';

import { SmtpProvider } from '../../../../../packages/runtime/src/messages';
import { mail } from './sample-mail';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const RECORD = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

/** What DNS says of the shop, and nothing of anybody else. */
async function resolver(name: string, type: string): Promise<string[][]> {
  if (name === 'mails._domainkey.shop.example' && type === 'TXT') return [[RECORD]];
  throw Object.assign(new Error(`nothing at ${name}`), { code: 'ENOTFOUND' });
}

const unsubscribe = [
  `https://shop.example/u/${'x'.repeat(150)}.${'y'.repeat(22)}`,
  `mailto:leave@shop.example?subject=unsubscribe%20${'x'.repeat(150)}`,
];
const offer = mail({ headers: { 'Feedback-ID': 'welcome:1:promotional:aftercart' }, unsubscribe });

describe('the bytes of a mail, as a mail server gets them', () => {
  let server: SMTPServer;
  let url: string;
  let received: Array<{ bytes: Buffer; from: string; to: string[] }>;

  beforeEach(async () => {
    received = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, { envelope }, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          received.push({ bytes: Buffer.concat(chunks), from, to: envelope.rcptTo.map(({ address }) => address) });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterEach(async () => await new Promise<void>((resolve) => server.close(() => resolve())));

  const send = async (email: ReturnType<typeof mail>, isSigned = true) => {
    const dkim = { domain: 'shop.example', selector: 'mails', privateKey: PEM };
    const provider = new SmtpProvider({ url, ...(isSigned && { dkim }) });
    await provider.send(email);
    await provider.close();
    const { bytes, from, to } = received[0]!;
    const head = bytes
      .toString('latin1')
      .split('\r\n\r\n')[0]!
      .replace(/\r\n[ \t]+/g, ' ');
    return { bytes, from, to, head };
  };

  test('are signed, and the signature covers how to leave and how complaints are counted', async () => {
    const { bytes, head } = await send(offer);
    const { results } = await dkimVerify(bytes, { resolver });
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ signingDomain: 'shop.example', selector: 'mails', status: { result: 'pass' } });
    const [, names = ''] = /^DKIM-Signature: .*\bh=([^;]+)/m.exec(head) ?? [];
    const signed = names.toLowerCase().replace(/\s/g, '').split(':');
    expect(signed).toEqual(
      expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post', 'feedback-id']),
    );
    expect(head).toContain(`List-Unsubscribe: <${unsubscribe[0]}>, <${unsubscribe[1]}>`);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(head).toContain('Feedback-ID: welcome:1:promotional:aftercart');
  });

  test.each([
    ['the address to leave by', 'https://shop.example/u/', 'https://evil.example/u'],
    ['the one click', 'List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click'],
    ['the text', 'Anna</b>', 'Bnna</b>'],
  ])('are not believed once %s was changed on the way', async (_what, was, is) => {
    const { bytes } = await send({ ...offer, html: '<!doctype html><p>Hello <b>Anna</b></p>' });
    const changed = Buffer.from(bytes.toString('latin1').replace(was, is), 'latin1');
    expect(changed.equals(bytes)).toBe(false);
    const { results } = await dkimVerify(changed, { resolver });
    expect(results[0]!.status.result).not.toBe('pass');
  });

  test('of an invoice are signed, too, and say nothing of leaving', async () => {
    const { bytes, head } = await send(mail());
    expect((await dkimVerify(bytes, { resolver })).results[0]).toMatchObject({ status: { result: 'pass' } });
    expect(head).not.toMatch(/list-|feedback-id/i);
  });

  test('carry no signature without a key', async () => {
    const { head } = await send(offer, false);
    expect(head).not.toMatch(/dkim-signature/i);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  test('bounce to an address of their own where one is named, else to the sender', async () => {
    const bounced = await send({ ...offer, returnPath: 'b+abcdefg@bounce.shop.example' });
    expect([bounced.from, bounced.to]).toEqual(['b+abcdefg@bounce.shop.example', ['anna@example.com']]);
    expect(bounced.head).toMatch(/^From: .*<hello@shop\.example>$/m);
    received.length = 0;
    expect((await send(offer)).from).toBe('hello@shop.example');
  });
});
