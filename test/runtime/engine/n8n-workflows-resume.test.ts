import { startHttpServer, type HttpServer } from '../../support/http-server';
import { serveWorkflows, type WorkflowServer } from '../../support/serve-workflows';
import { outputOf, runsOf } from '../../support/start-engine';

/** Wait nodes that are resumed by a call to `$execution.resumeUrl`. */
describe('n8n workflows that wait for a call', () => {
  let server: WorkflowServer;
  let receiver: HttpServer;
  let replacements: Record<string, string>;

  beforeAll(async () => {
    receiver = await startHttpServer(() => ({ body: {} }));
    server = await serveWorkflows();
    const password = await server.credential('httpBasicAuth', { user: 'dana', password: 'secret' });
    replacements = { 'http://server.test': receiver.url, 'cred-httpBasicAuth': password };
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
  });

  /** Runs a fixture to its wait. @returns its id, and the address that it sent out */
  async function begin(fixture: string): Promise<{ id: number; url: string }> {
    const { execution } = await server.run(await server.create(fixture, replacements), { atWait: true });
    expect(execution.status).toBe('waiting');
    const sent = receiver.calls.map(({ body }) => JSON.parse(body) as { url: string; id: string });
    const url = sent.findLast(({ id }) => id === String(execution.id))?.url ?? '';
    expect(url).toMatch(new RegExp(`^${server.url}/webhook-waiting/${execution.id}\\?signature=\\w+$`));
    return { id: execution.id, url };
  }

  test('go on with what the call brought, and still know what was before', async () => {
    const { id, url } = await begin('wait/webhook');
    const answer = await server.post(`${url}&by=mail`, { answer: 'yes' });
    expect(answer).toMatchObject({ status: 200, text: '{"message":"Workflow was started"}' });
    const { execution, data } = await server.finished(id);
    expect(execution.status).toBe('success');
    expect(outputOf(data, 'After')).toEqual([{ answer: 'yes', order: '17', query: 'mail' }]);
    expect(runsOf(data, 'Wait')).toBe(1);
  });

  test('are resumed once, however often they are called', async () => {
    const { id, url } = await begin('wait/webhook');
    const answers = await Promise.all([1, 2, 3].map(async (answer) => await server.post(url, { answer })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await server.finished(id);
    const late = await server.post(url, { answer: 'late' });
    expect([late.status, (JSON.parse(late.text) as { code: string }).code]).toEqual([409, 'EXECUTION_NOT_WAITING']);
  });

  test('refuse a wrong signature, a wrong method, a wrong suffix and an unknown execution', async () => {
    const { id, url } = await begin('wait/webhook-last');
    const bare = url.slice(0, url.indexOf('?'));
    const suffixed = url.replace('?', '/approve?');
    expect(await server.post(`${bare}/approve`, {})).toMatchObject({ status: 401 });
    expect(await server.post(`${suffixed}x`, {})).toMatchObject({ status: 401 });
    expect(await server.call(suffixed)).toMatchObject({ status: 404 });
    expect(await server.post(url, {})).toMatchObject({ status: 404 });
    expect(await server.post(`${server.url}/webhook-waiting/999999/approve`, {})).toMatchObject({ status: 404 });
    expect(await server.post(`${server.url}/webhook-waiting/no-number`, {})).toMatchObject({ status: 404 });

    const answer = await server.post(`${url}/approve`, { answer: 'at last' }); // the suffix behind the signature
    expect(answer).toMatchObject({ status: 200, text: '{"answer":"at last"}' });
    expect((await server.finished(id)).execution.status).toBe('success');
  });

  test('answer the call with a Respond to Webhook node and wait on', async () => {
    const { id, url } = await begin('wait/webhook-respond');
    expect(await server.call(`${url}&name=Dana`)).toMatchObject({ status: 200, text: 'Thank you Dana' });
    const { data } = await server.finished(id);
    expect(outputOf(data, 'After')).toEqual([{ name: 'Dana' }]);
  });

  test('go on by themselves when the time is up', async () => {
    const { id, url } = await begin('wait/webhook-limit');
    const { execution, data } = await server.finished(id);
    expect(execution.status).toBe('success');
    expect((execution.stoppedAt ?? 0) - execution.startedAt).toBeGreaterThanOrEqual(1_000);
    expect(outputOf(data, 'After')).toEqual([{ called: 'false' }]);
    expect(await server.call(url)).toMatchObject({ status: 409 });
  });

  test('or are called before it is', async () => {
    const { id, url } = await begin('wait/webhook-limit');
    await server.call(url);
    expect(outputOf((await server.finished(id)).data, 'After')).toEqual([{ called: 'true' }]);
  });

  test('wait for two calls, one after the other', async () => {
    const { id, url } = await begin('wait/webhook-twice');
    expect(await server.call(`${url}&n=1`)).toMatchObject({ status: 200 });
    await server.until(
      () => server.executions.get(1, id),
      ({ node, status }) => node === 'Two' && status === 'waiting',
    );
    expect(await server.call(`${url}&n=2`)).toMatchObject({ status: 200 });
    expect(outputOf((await server.finished(id)).data, 'After')).toEqual([{ one: '1', two: '2' }]);
  });

  test('ask for a password besides the signature', async () => {
    const { id, url } = await begin('wait/webhook-auth');
    expect(await server.call(url)).toMatchObject({ status: 401 });
    const authorization = `Basic ${Buffer.from('dana:secret').toString('base64')}`;
    expect(await server.call(url, { headers: { authorization } })).toMatchObject({ status: 200 });
    expect((await server.finished(id)).execution.status).toBe('success');
  });

  test('give the address to whoever called them first', async () => {
    const id = await server.serve('wait/webhook-after-webhook');
    const { url } = JSON.parse((await server.post('/webhook/begin', { n: 1 })).text) as { url: string };
    await server.newest(id, { atWait: true });
    expect(await server.post(url, { n: 2 })).toMatchObject({ status: 200, text: '{"first":"1","second":"2"}' });
  });
});
