import { createHmac } from 'node:crypto';

import { isSignedBy } from '../../../../nodes/shared/trigger/signature';

const body = Buffer.from('{"contact":{"firstName":"אנה \\u00f6"}}');
const signature = createHmac('sha256', 'secret').update(body).digest('hex');

test('an event that the server signed is taken, in either spelling of hex', async () => {
  expect(await isSignedBy('secret', body, signature)).toBe(true);
  expect(await isSignedBy('secret', body, signature.toUpperCase())).toBe(true);
});

test.each([
  ['another body', 'secret', Buffer.from('{}'), signature],
  ['another secret', 'other', body, signature],
  ['no secret', '', body, createHmac('sha256', '').update(body).digest('hex')],
  ['no signature', 'secret', body, undefined],
  ['two signatures', 'secret', body, [signature, signature]],
  ['a shorter signature', 'secret', body, signature.slice(2)],
  ['something else', 'secret', body, 'z'.repeat(64)],
])('%s is refused', async (_case, secret, bytes, given) => {
  expect(await isSignedBy(secret, bytes, given)).toBe(false);
});
