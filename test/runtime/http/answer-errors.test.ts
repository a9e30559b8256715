import { NodeApiError } from 'n8n-workflow';

import { createServer, type HttpDependencies } from '../../../packages/runtime/src/http';
import { CodedOperationalError, CodedUserError, type Logger } from '../../../packages/runtime/src/shared';

interface Answer {
  readonly status: number;
  readonly body: any;
  readonly log: Array<{ facts: any; message: string }>;
}

/** What a caller gets, and what the log says, when a store throws. */
async function answerTo(error: unknown): Promise<Answer> {
  const log: Answer['log'] = [];
  const note = (facts: object, message: string) => void log.push({ facts, message });
  const logger: Logger = { debug() {}, info: note, warn: note, error: note };
  const contacts = {
    list: async () => {
      throw error;
    },
  };
  const dependencies = { contacts, editorFolder: '/nowhere', apiKey: 'key', logger, workspace: 1 };
  const server = createServer(dependencies as unknown as HttpDependencies);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${url}/api/v1/contacts`, { headers: { 'x-n8n-api-key': 'key' } });
  const body: unknown = await answer.json();
  await server.close();
  return { status: answer.status, body, log };
}

test('a mistake of ours tells the caller nothing but where the log has it', async () => {
  const { status, body, log } = await answerTo(new TypeError('cannot read "password" of undefined'));
  expect([status, body.code]).toEqual([500, 'INTERNAL']);
  expect(JSON.stringify(body)).not.toMatch(/password|TypeError/);
  expect(log).toEqual([
    {
      message: 'A request failed',
      facts: {
        requestId: body.details.requestId,
        method: 'GET',
        route: '/api/v1/contacts',
        error: expect.any(TypeError),
      },
    },
  ]);
});

test('whatever else is thrown is a mistake of ours, too', async () => {
  for (const thrown of ['text', undefined, null, 5, { code: 'ENOENT' }]) {
    expect(await answerTo(thrown)).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
  }
});

test('an error with a code is answered with the status of the code, its words and its facts', async () => {
  const { status, body, log } = await answerTo(
    new CodedUserError('CONTACT_NOT_FOUND', 'There is no contact 5.', { contact: 5 }),
  );
  expect([status, body]).toEqual([
    404,
    { code: 'CONTACT_NOT_FOUND', message: 'There is no contact 5.', details: { contact: 5 } },
  ]);
  expect(log).toEqual([]);
});

test('an error that passes is logged, and says that it passes', async () => {
  const { status, body, log } = await answerTo(new CodedOperationalError('DATABASE_WRITE_FAILED', 'Try again.'));
  expect([status, body.code, log.length]).toEqual([503, 'DATABASE_WRITE_FAILED', 1]);
});

test('what a service answered to a node is told in its own words', async () => {
  const node = {
    id: '1',
    name: 'Ask',
    type: 'x',
    typeVersion: 1,
    position: [0, 0] as [number, number],
    parameters: {},
  };
  const { status, body } = await answerTo(
    new NodeApiError(node, { message: 'Token expired' }, { message: 'Token expired' }),
  );
  expect([status, body.code, body.message]).toEqual([500, 'NODE_FAILED', 'Token expired']);
});
