import { randomUUID } from 'node:crypto';

import { readReturnedMail } from '../../../../packages/runtime/src/returns';
import { ReturnPaths } from '../../../../packages/runtime/src/tracking';
import { returnedMail } from '../../../support/returned-mail';

const paths = new ReturnPaths('bounce.shop.example', 'a secret that outlives the mails');
const now = Date.UTC(2026, 10, 22, 14);
const read = (raw: Buffer) => readReturnedMail(raw, { readPath: (address) => paths.read(address), now });
const message = randomUUID();
const byPath = { returnPath: paths.of(message)!, messageId: '<lost@shop.example>' };
const byId = { messageId: `<${message}@shop.example>` };

const MAILS = [
  ['postfix', 'hard', '5.1.1'],
  ['postfix-delayed', 'deferred', '4.4.1'],
  ['exim', 'hard', '5.1.1'],
  ['exim-plain', 'hard', null],
  ['exchange', 'review', '5.2.2'],
  ['gmail', 'hard', '5.1.1'],
  ['complaint', 'complaint', 'abuse'],
] as const;

test.each(MAILS)('a report such as %s says what became of which message', async (name, kind, code) => {
  const report = await read(returnedMail(name, byId));
  expect(report).toMatchObject({
    is: 'report',
    notices: [{ kind, code, message, recipients: ['anna@example.com'], isProven: false, provider: 'mail' }],
  });
});

test.each(MAILS.filter(([name]) => name !== 'exim-plain'))(
  'the address that %s came to says which message it is about, whatever else is lost',
  async (name, kind) => {
    expect(await read(returnedMail(name, byPath))).toMatchObject({ is: 'report', notices: [{ kind, message }] });
  },
);

test('a report about a mail of somebody else names no message', async () => {
  for (const [name] of MAILS) {
    const report = await read(returnedMail(name));
    expect(report.is === 'report' && report.notices.map((notice) => notice.message)).toEqual([undefined]);
  }
});

test('one report that is brought twice is one, and two reports are two', async () => {
  const keyOf = async (raw: Buffer) => {
    const report = await read(raw);
    return report.is === 'report' ? report.notices[0]!.key : '';
  };
  const bounce = returnedMail('postfix', byPath);
  const again = Buffer.concat([Buffer.from('Received: by another.example\r\n'), bounce]);
  const other = Buffer.from(bounce.toString().replace('20261122090004', '20261122100004'));
  expect(await keyOf(again)).toBe(await keyOf(bounce));
  expect(await keyOf(other)).not.toBe(await keyOf(bounce));
});

test('a server that still tries has not given up, also where it says so in words only', async () => {
  const text = returnedMail('exim-plain', byId).toString();
  const late = text.replace(/Subject: .*/, 'Subject: Warning: message 1abcde delayed 24 hours');
  expect(await read(Buffer.from(late))).toMatchObject({ is: 'report', notices: [{ kind: 'deferred', message }] });
});

test('who is away, who answers, and who says that it was no spam changes nothing', async () => {
  expect(await read(returnedMail('vacation', byPath))).toEqual({ is: 'ignored', because: 'automatic' });
  expect(await read(returnedMail('answer', byPath))).toEqual({ is: 'ignored', because: 'unrelated' });
  expect(await read(returnedMail('not-spam', byPath))).toEqual({ is: 'ignored', because: 'unrelated' });
  for (const junk of ['', 'x', '\r\n\r\n', 'Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n'])
    expect(await read(Buffer.from(junk))).toEqual({ is: 'ignored', because: 'unrelated' });
});

test('a reader asks by mail to be left alone', async () => {
  const token = `${'eyJjIjoxfQ'.repeat(12)}.c2lnbmF0dXJl`;
  expect(await read(returnedMail('leave', { token }))).toEqual({ is: 'unsubscribe', token });
  // Some mail programs do it by themselves, and say so.
  const automatic = Buffer.concat([
    Buffer.from('Auto-Submitted: auto-generated\r\n'),
    returnedMail('leave', { token }),
  ]);
  expect(await read(automatic)).toEqual({ is: 'unsubscribe', token });
  // Long subjects are folded on their way.
  const folded = returnedMail('leave', { token: `${token.slice(0, 60)}\n ${token.slice(60)}` });
  expect(await read(folded)).toEqual({ is: 'unsubscribe', token });
});
