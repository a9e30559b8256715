import fc from 'fast-check';
import { simpleParser } from 'mailparser';

import { mimeMail } from '../../../../../../packages/runtime/src/messages/channels/email/mime/mime-mail';
import { mail } from '../sample-mail';

const HEBREW = 'שלום אנה, ההזמנה בדרך אלייך. ';
const ARABIC = 'مرحباً آنا، طلبك في الطريق إليك. ';

/** What a reader's mail program makes of it: the lines end in its own way. */
const read = async (text: string, html: string) => {
  const { bytes } = await mimeMail(mail({ text, html }));
  const parsed = await simpleParser(bytes, { skipTextToHtml: true, skipImageLinks: true });
  return { bytes: bytes.toString('latin1'), text: parsed.text, html: parsed.html };
};

const encodingsOf = (bytes: string): string[] =>
  [...bytes.matchAll(/^Content-Transfer-Encoding: (.*)\r$/gm)].map(([, encoding = '']) => encoding);

describe('a mail in one piece', () => {
  test.each([
    ['plain English stays as it is', 'Hello Anna.\nYour order is on its way.', '7bit'],
    [
      'a long line of English is continued',
      `Hello Anna, ${'your order is on its way. '.repeat(10)}`,
      'quoted-printable',
    ],
    [
      'English with a few other letters stays readable',
      `${'Your order is on its way. '.repeat(8)}Ça va?`,
      'quoted-printable',
    ],
    ['Hebrew takes the shorter way', HEBREW.repeat(20), 'base64'],
    ['Arabic takes the shorter way', ARABIC.repeat(20), 'base64'],
    [
      'HTML around a little Hebrew stays readable',
      `<p style="margin:0 0 8px 0">${'<b>x</b>'.repeat(40)}${HEBREW}</p>`,
      'quoted-printable',
    ],
  ])('%s', async (_what, text, encoding) => {
    const { bytes, text: read1 } = await read(text, '<p>x</p>');
    expect(encodingsOf(bytes)[0]).toBe(encoding);
    expect(read1?.trimEnd()).toBe(text.trimEnd());
  });

  test('says to its reader what was written, whatever that is, in lines that every server takes', async () => {
    const pieces = [
      '.',
      '..',
      '\n',
      '\r\n',
      '=',
      '=3D',
      ' ',
      '\t',
      'From ',
      HEBREW,
      ARABIC,
      '😀',
      'é',
      'a'.repeat(80),
      '<p>',
    ];
    const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme' })), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, async (written) => {
        const text = written.join('').replace(/[\0\ufeff]/g, '');
        const { bytes, html } = await read('x', `${text}!`);
        expect(html).toBe(`${text}!`.replace(/\r\n?|\n/g, '\n'));
        expect([...bytes].every((character) => character.charCodeAt(0) < 0x80)).toBe(true);
        for (const line of bytes.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
        expect(bytes.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps subject, names and addresses in other letters', async () => {
    const { bytes } = await mimeMail(
      mail({
        from: 'חנות "העדשות" <hello@shop.example>',
        to: 'anna@bücher.example',
        subject: `${HEBREW}${ARABIC}`.trim(),
      }),
    );
    const parsed = await simpleParser(bytes);
    expect(parsed.subject).toBe(`${HEBREW}${ARABIC}`.trim());
    expect(parsed.from?.value).toEqual([{ name: 'חנות "העדשות"', address: 'hello@shop.example' }]);
    expect(bytes.toString()).toContain('\r\nTo: anna@xn--bcher-kva.example\r\n');
  });

  test.each([
    ['subject', { subject: 'Hi\r\nBcc: eve@evil.example' }],
    ['header', { headers: { 'Feedback-ID': 'a\r\nBcc: eve@evil.example' } }],
    ['address to leave by', { unsubscribe: ['https://shop.example/u/x>\r\nBcc: eve@evil.example'] }],
    ['sender', { from: 'Shop\r\nBcc: eve@evil.example <hello@shop.example>' }],
    ['answer address', { replyTo: 'help@shop.example\r\nBcc: eve@evil.example' }],
    ['recipient', { to: 'anna@example.com\r\nBcc: eve@evil.example' }],
  ])('no %s adds a line to its head', async (_where, changes) => {
    const { bytes, envelope } = await mimeMail(mail(changes));
    const head = bytes.toString().split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^bcc:/im);
    expect((await simpleParser(bytes)).bcc).toBeUndefined();
    expect(`${envelope.from}${envelope.to}`).not.toMatch(/[\r\n<>]/);
  });

  test('is from its return path and to its recipient for the server, by addresses in ASCII', async () => {
    const { envelope } = await mimeMail(mail({ to: 'anna@bücher.example', returnPath: 'b+abc@bounce.shop.example' }));
    expect(envelope).toEqual({ from: 'b+abc@bounce.shop.example', to: 'anna@xn--bcher-kva.example' });
    expect((await mimeMail(mail())).envelope.from).toBe('hello@shop.example');
  });
});
