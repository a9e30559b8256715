import { MessageSchema } from '../../../../packages/runtime/src/http/schemas/message';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(async () => {
  await http.close();
});

async function write(to: string, key: string): Promise<string> {
  const { status, body } = await http.api('POST', '/hub/emails', {
    contact: {},
    to,
    contents: [{ language: 'en', subject: `Hello ${key}`, body: '<p>Thank you, {{name}}!</p>' }],
    purpose: 'transactional',
    data: { name: 'Dana' },
    itemIndex: 0,
    idempotencyKey: key,
  });
  expect([status, body.verdict]).toEqual([200, 'send']);
  return body.messageId;
}

test('messages are listed newest first without their content, and read with it', async () => {
  const ids = [await write('a@example.com', '1'), await write('b@example.com', '2'), await write('b@example.com', '3')];

  const first = (await http.api('GET', '/messages?limit=2')).body;
  const second = (await http.api('GET', `/messages?cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  const listed = [...first.data, ...second.data];
  expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
  expect(second.nextCursor).toBeNull();
  for (const message of listed) expect([deviations(MessageSchema, message), 'html' in message]).toEqual([[], false]);

  const message = (await http.api('GET', `/messages/${ids[0]}`)).body;
  expect(deviations(MessageSchema, message)).toEqual([]);
  expect(message).toMatchObject({ recipient: 'a@example.com', status: 'queued', subject: 'Hello 1', error: null });
  expect(message.html).toContain('Thank you, Dana!');

  expect((await http.api('GET', '/messages?recipient=B@example.com')).body.data).toHaveLength(2);
  expect((await http.api('GET', '/messages?status=failed')).body.data).toEqual([]);
});

test('a message that failed is queued again by hand, one that is queued is not', async () => {
  const id = await write('a@example.com', '1');
  const refused = await http.api('POST', `/messages/${id}/retry`);
  expect([refused.status, refused.body.code]).toEqual([409, 'MESSAGE_NOT_RETRYABLE']);

  await http.app.database.write((tx) =>
    tx.run(
      `UPDATE message SET status = 'failed', error_code = 'PROVIDER_PERMANENT', error = 'No such mailbox' WHERE id = ?`,
      [id],
    ),
  );
  expect((await http.api('GET', `/messages/${id}`)).body.error).toEqual({
    code: 'PROVIDER_PERMANENT',
    message: 'No such mailbox',
  });
  const queued = await http.api('POST', `/messages/${id}/retry`);
  expect([queued.status, queued.body.status, queued.body.error]).toEqual([200, 'queued', null]);
});

test('an operator sees in one look why a promotion was not sent', async () => {
  const contact = (await http.api('POST', '/contacts', { email: 'dana@example.com' })).body;
  const request = {
    contact: { id: contact.id },
    contents: [{ language: 'en', subject: 'Offers', body: '<p>Offers</p>' }],
    ...{ purpose: 'promotional', data: {}, itemIndex: 0, onCap: 'skip', deferAtMostHours: 48 },
  };
  const { body: receipt } = await http.api('POST', '/hub/emails', { ...request, idempotencyKey: 'before' });
  expect(receipt).toMatchObject({ verdict: 'skip', reason: expect.stringMatching(/^CONSENT_MISSING: /) as string });
  const { body: skipped } = await http.api('GET', `/messages/${receipt.messageId}`);
  expect(deviations(MessageSchema, skipped)).toEqual([]);
  expect(skipped).toMatchObject({
    ...{ status: 'skipped', reasonCode: 'CONSENT_MISSING', onCap: 'skip', onClosed: 'defer' },
    judgement: {
      rules: [
        { rule: 'suppression', outcome: 'pass' },
        { rule: 'consent', outcome: 'skip', code: 'CONSENT_MISSING' },
      ],
    },
  });

  const said = { channel: 'email', status: 'granted' };
  expect((await http.api('POST', `/contacts/${contact.id}/consents`, said)).status).toBe(200);
  const { body: agreed } = await http.api('POST', '/hub/emails', { ...request, idempotencyKey: 'after' });
  expect(agreed.verdict).toBe('send');
  expect((await http.api('GET', `/messages/${agreed.messageId}`)).body.judgement).toBeNull();
  await http.app.outbox.drain();
  const { body: sent } = await http.api('GET', `/messages/${agreed.messageId}`);
  expect([sent.status, sent.reasonCode, sent.judgement.rules.length]).toEqual(['sent', null, 8]);
  expect(deviations(MessageSchema, sent)).toEqual([]);
});

test('an operator sets caps, priorities and throttles, and is told what is wrong with them', async () => {
  const usual = { caps: [], priorityWindowMinutes: 60, throttles: [] };
  expect((await http.api('GET', '/sending-rules')).body).toEqual(usual);
  const { status, body } = await http.api('PUT', '/sending-rules', {
    caps: [{ count: 2, amount: 1, unit: 'days' }],
    throttles: [{ provider: 'smtp', count: 14, per: 'second' }],
  });
  expect([status, body]).toEqual([
    200,
    {
      caps: [{ channel: null, count: 2, amount: 1, unit: 'days' }],
      priorityWindowMinutes: 60,
      throttles: [{ provider: 'smtp', sender: null, count: 14, per: 'second' }],
    },
  ]);
  expect((await http.api('GET', '/sending-rules')).body).toEqual(body);
  const wrong = await http.api('PUT', '/sending-rules', { caps: [{ count: 2, amount: 400, unit: 'days' }] });
  expect([wrong.status, wrong.body.code]).toEqual([400, 'SENDING_RULES_INVALID']);
  expect(wrong.body.message).toMatch(/caps\.0\.amount/);
  expect((await http.api('PUT', '/sending-rules', {})).body).toEqual(usual);
});
