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
    purpose: 'promotional',
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
