import { startHttpServer, type HttpServer } from '../support/http-server';
import { journeyOf, mail } from '../support/journey';
import { serverProcess, type ServerProcess } from '../support/server-process';

const hook = {
  name: 'Hook',
  type: 'n8n-nodes-base.webhook',
  typeVersion: 2,
  parameters: { path: 'buy', httpMethod: 'POST' },
};
const charge = (url: string) => ({
  name: 'Charge',
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: { method: 'POST', url: `${url}/charge`, options: {} },
});
const done = { name: 'Done', type: 'n8n-nodes-base.noOp' };

/** The server dies while a node calls the outside world. */
describe('a server that dies in the middle of a call', () => {
  let server: ServerProcess;
  let shop: HttpServer;
  let answers = false;
  beforeAll(async () => {
    shop = await startHttpServer(() => (answers ? { body: { ok: true } } : undefined));
    server = await serverProcess();
  });
  afterAll(async () => {
    await server.close();
    await shop.close();
  });
  beforeEach(() => {
    answers = false;
    shop.calls.length = 0;
  });

  const until = async <T>(read: () => Promise<T> | T, holds: (value: T) => boolean): Promise<T> => {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const value = await read();
      if (holds(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It did not come to this: ${JSON.stringify(await read())}`);
  };

  async function activate(settings: object, path: string): Promise<string> {
    const webhook = { ...hook, parameters: { ...hook.parameters, path } };
    const document = journeyOf([webhook, mailTo('anna@example.com'), charge(shop.url), done]);
    const body = { ...document, settings: { executionOrder: 'v1', aftercart: settings } };
    const { body: created } = await server.api('POST', '/workflows', body);
    const activated = await server.api('POST', `/workflows/${created.id}/activate`);
    expect(activated.status).toBe(200);
    return created.id as string;
  }

  const mailTo = (email: string) => {
    const node = mail('Thank you');
    return { ...node, parameters: { ...node.parameters, options: { to: email } } };
  };
  const executionOf = async (workflow: string) =>
    (await server.api('GET', `/executions?workflowId=${workflow}&includeData=true`)).body.data[0];
  const runsOf = (execution: any) =>
    Object.fromEntries(
      Object.entries(execution.data.resultData.runData).map(([name, runs]) => [name, (runs as unknown[]).length]),
    );
  const messages = async () => (await server.api('GET', '/messages')).body.data as Array<{ workflowId: string }>;

  async function dieDuringTheCall(path: string): Promise<void> {
    await fetch(`${server.url}/webhook/${path}`, { method: 'POST' });
    await until(
      () => shop.calls.length,
      (calls) => calls === 1,
    );
    await server.kill();
    answers = true;
    await server.start();
  }

  test('calls again by default; what ran before the call is not run again', async () => {
    const workflow = await activate({}, 'again');
    await dieDuringTheCall('again');
    const execution = await until(
      () => executionOf(workflow),
      ({ status }) => status === 'success',
    );
    expect(shop.calls).toHaveLength(2);
    expect(runsOf(execution)).toEqual({ Hook: 1, Mail: 1, Charge: 1, Done: 1 });
    expect((await messages()).filter(({ workflowId }) => workflowId === workflow)).toHaveLength(1);
  }, 60_000);

  test('holds the execution where the workflow asks for it, until somebody retries it', async () => {
    const workflow = await activate({ afterCrash: 'hold' }, 'hold');
    await dieDuringTheCall('hold');
    const held = await until(
      () => executionOf(workflow),
      ({ status }) => status === 'held',
    );
    expect(held).toMatchObject({ node: 'Charge', waitTill: null, error: { code: 'EXECUTION_HELD' } });
    expect(shop.calls).toHaveLength(1);
    expect((await messages()).filter(({ workflowId }) => workflowId === workflow)).toHaveLength(1);

    const retried = await server.api('POST', `/executions/${held.id}/retry`);
    expect(retried.body.id).toBe(held.id);
    const execution = await until(
      () => executionOf(workflow),
      ({ status }) => status === 'success',
    );
    expect(shop.calls).toHaveLength(2);
    expect(runsOf(execution)).toEqual({ Hook: 1, Mail: 1, Charge: 1, Done: 1 });
  }, 60_000);

  test('a single node can ask for it, and somebody can end what is held', async () => {
    const workflow = await activate({ afterCrashOf: { Charge: 'hold' } }, 'one');
    await dieDuringTheCall('one');
    const held = await until(
      () => executionOf(workflow),
      ({ status }) => status === 'held',
    );
    await server.api('POST', `/executions/${held.id}/stop`);
    expect(await executionOf(workflow)).toMatchObject({ status: 'canceled' });
    expect(shop.calls).toHaveLength(1);
  }, 60_000);

  test('a setting that nobody knows is refused', async () => {
    const document = { ...journeyOf([hook, done]), settings: { aftercart: { afterCrash: 'pray' } } };
    expect((await server.api('POST', '/workflows', document)).status).toBe(400);
  });
});
