import { quotedPrintable } from '../../../../../../packages/runtime/src/messages/channels/email/mime/quoted-printable';

describe('text as quoted-printable', () => {
  test.each([
    ['Hello <b>Anna</b>', 'Hello <b>Anna</b>'],
    ['a=b', 'a=3Db'],
    ['é', '=C3=A9'],
    ['one\r\ntwo', 'one\r\ntwo'],
    ['blank at the end \r\ntab\t', 'blank=20at the end=20\r\ntab=09'.replace('blank=20at', 'blank at')],
    ['a lone \r or \n', 'a lone =0D or =0A'],
    ['', ''],
  ])('%j becomes %j', (text, written) => {
    expect(quotedPrintable(text)).toBe(written);
  });

  test('continues long lines after 75 characters, and never within an escape', () => {
    const lines = quotedPrintable('é'.repeat(100)).split('\r\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(=[0-9A-F]{2})+=$/);
    expect(quotedPrintable('x'.repeat(75))).toBe('x'.repeat(75));
    expect(quotedPrintable('x'.repeat(76))).toBe(`${'x'.repeat(75)}=\r\nx`);
  });
});
