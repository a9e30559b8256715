import { createServer, type HttpDependencies } from '../../../../packages/runtime/src/http';
import { silentLogger } from '../../../../packages/runtime/src/shared';
import { openHttp } from '../../../support/open-http';

/** A server of which nothing but its health is asked. */
async function healthOf(health: HttpDependencies['health']): Promise<unknown> {
  const dependencies = { health, editorFolder: '/nowhere', apiKey: 'key', logger: silentLogger };
  const server = createServer(dependencies as unknown as HttpDependencies);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${url}/healthz`);
  const body: unknown = await answer.json();
  await server.close();
  return [answer.status, body];
}

test('a server that can work says so, with facts and without a key', async () => {
  const http = await openHttp();
  const answer = await http.send({ path: '/healthz' });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([
    200,
    { status: 'ok', mail: 'mailbox', database: 'sqlite', paths: { lean: 0, full: 0 } },
  ]);
  await http.close();
});

test('a server whose database is gone says so, and not where it was', async () => {
  const gone = async () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:5432'));
  expect(await healthOf(gone)).toEqual([
    503,
    { code: 'DATABASE_UNAVAILABLE', message: 'The database does not answer.' },
  ]);
});

test('a database that says nothing counts as gone after three seconds', async () => {
  const startedAt = Date.now();
  expect(await healthOf(() => new Promise(() => undefined))).toMatchObject([503, { code: 'DATABASE_UNAVAILABLE' }]);
  expect(Date.now() - startedAt).toBeLessThan(4_500);
});
