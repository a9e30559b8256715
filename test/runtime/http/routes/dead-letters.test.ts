import { openHttp } from '../../../support/open-http';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeAll(async () => (http = await openHttp()));
afterAll(async () => await http.close());

const execution = async (status: string, code: string): Promise<number> =>
  await http.app.database.write(async (tx) => {
    const row = await tx.get<{ id: number }>(
      `INSERT INTO execution (workspace, workflow, version, status, mode, node, attempts, error_code, error, started_at, stopped_at)
       VALUES (1, 'w', 'v', ?, 'trigger', 'Call', 6, ?, 'look', 1, ?) RETURNING id`,
      [status, code, status === 'held' ? null : 2],
    );
    return row?.id ?? 0;
  });
const message = async (id: string, status: string) =>
  await http.app.database.write((tx) =>
    tx.run(
      `INSERT INTO message (id, workspace, visit, item, channel, purpose, sender, recipient, locale, subject, html, text, verdict, reason, status, attempts, error_code, error, created_at)
       VALUES (?, 1, 0, 0, 'email', 'promotional', 's', 'r', 'en', 's', 'h', 't', 'send', '', ?, 12, 'PROVIDER_PERMANENT', 'no such box', 5)`,
      [id, status],
    ),
  );

test('an operator sees what does not go on by itself, and tries it again', async () => {
  const held = await execution('held', 'EXECUTION_HELD');
  const crashed = await execution('crashed', 'EXECUTION_CRASHED_REPEATEDLY');
  await message('failed', 'failed');
  await message('doubt', 'uncertain');
  await execution('success', 'NODE_FAILED');

  const listed = await http.api('GET', '/dead-letters');
  expect(listed.body.data.map(({ id, status }: { id: string; status: string }) => [id, status]).sort()).toEqual([
    [`execution-${held}`, 'held'],
    [`execution-${crashed}`, 'crashed'],
    ['message-doubt', 'uncertain'],
    ['message-failed', 'failed'],
  ]);
  expect(listed.body.data[0]).toMatchObject({ kind: 'message', error: { code: 'PROVIDER_PERMANENT' } });

  expect((await http.api('POST', `/dead-letters/execution-${held}/retry`)).body).toEqual({ retried: 1 });
  expect((await http.api('GET', `/executions/${held}`)).body).toMatchObject({ status: 'new', error: null });

  expect((await http.api('POST', '/dead-letters/retry')).body).toEqual({ retried: 2, failed: [] });
  const left = await http.api('GET', '/dead-letters');
  expect(left.body.data.map(({ id }: { id: string }) => id)).toEqual(['message-doubt']); // it may have arrived
  await http.api('POST', '/dead-letters/message-doubt/retry');
  expect((await http.api('GET', '/dead-letters')).body.data).toEqual([]);
});

test('what is not there, or fine, is not tried again', async () => {
  for (const id of ['message-none', 'order-1', 'execution-x']) {
    const answer = await http.api('POST', `/dead-letters/${id}/retry`);
    expect([answer.status, answer.body.code]).toEqual([404, 'DEAD_LETTER_NOT_FOUND']);
  }
  expect((await http.api('POST', '/dead-letters/execution-999/retry')).body.code).toBe('EXECUTION_NOT_FOUND');
});
