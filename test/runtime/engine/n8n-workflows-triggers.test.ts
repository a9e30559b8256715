import { createHmac } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDatabase } from '../../../packages/runtime/src/db';
import { startHttpServer, type HttpServer } from '../../support/http-server';
import { serveWorkflows } from '../../support/serve-workflows';
import { outputOf, startEngine, type TestEngine } from '../../support/start-engine';

/** Closed after each test, also where it fails: what stays open would keep Jest from ending. */
const opened: Array<{ close(): Promise<void> }> = [];
const closing = <Opened extends { close(): Promise<void> }>(one: Opened): Opened => {
  opened.push(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const pause = async (milliseconds: number) => await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('n8n workflows that begin by themselves', () => {
  let engine: TestEngine;
  beforeAll(async () => (engine = await startEngine()));
  afterAll(async () => await engine.close());

  const count = async (workflow: string) => (await engine.executions.list(1, { workflow, limit: 100 })).length;

  test('by a schedule, in the workflow’s time zone, until they are switched off', async () => {
    const id = await engine.activate('triggers/schedule');
    await pause(2_500);
    await engine.live.deactivate(1, id);
    await engine.engine.settled();
    const begun = await count(id);
    expect(begun).toBeGreaterThanOrEqual(4); // two triggers, two seconds
    expect(begun).toBeLessThanOrEqual(8);
    await pause(1_500);
    expect(await count(id)).toBe(begun);

    const all = await engine.executions.list(1, { workflow: id, limit: 100 });
    const outputs = await Promise.all(all.map(async (execution) => await engine.executions.data(1, execution.id)));
    const bySeconds = outputs.flatMap((data) => outputOf(data, 'By seconds'));
    expect(bySeconds[0]).toMatchObject({ zone: expect.stringContaining('Asia/Jerusalem') as string });
    expect(outputs.flatMap((data) => outputOf(data, 'By cron')).length).toBeGreaterThanOrEqual(2);
    expect(all[0]).toMatchObject({ mode: 'trigger', status: 'success' });
  });

  test('by the interval of older workflows', async () => {
    const id = await engine.activate('triggers/interval');
    expect(outputOf((await engine.newest(id)).data, 'Result')).toEqual([{ a: '1' }]);
    await engine.live.deactivate(1, id);
  });

  test('or by hand, before they are switched on', async () => {
    expect(outputOf((await engine.play('triggers/by-hand')).data, 'Result')).toEqual([{ a: '1' }]);
  });

  test('by what a server sends over a connection that they hold', async () => {
    let stream: ServerResponse | undefined;
    const server: Server = createServer((_request, response) => {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': welcome\n\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const id = await engine.activate('triggers/stream', { 'http://server.test': `http://127.0.0.1:${port}` });
    for (let tries = 0; !stream && tries < 100; tries += 1) await pause(20);
    const isClosed = new Promise((resolve) => stream?.once('close', resolve));
    stream?.write('data: {"n":7}\n\n');
    expect(outputOf((await engine.newest(id)).data, 'Seen')).toEqual([{ n: '7' }]);
    await engine.live.deactivate(1, id);
    await isClosed; // it let go of the server
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('n8n workflows that ask a server now and then', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const open = async () =>
    await startEngine({ database: await openDatabase(`sqlite:${path.join(folder, 'polls.sqlite')}`) });
  let server: HttpServer;
  let isDown = false;
  const entries = [entry(1, '2026-11-01T10:00:00Z')];
  beforeAll(async () => {
    server = await startHttpServer(() =>
      isDown
        ? { status: 503, body: 'away' }
        : { headers: { 'content-type': 'application/rss+xml' }, body: feed(entries) },
    );
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const titles = async (engine: TestEngine) => {
    await engine.engine.settled();
    const all = await engine.executions.list(1, { workflow: 'triggers-feed', limit: 100 });
    const outputs = await Promise.all(
      all.reverse().map(async ({ id }) => outputOf(await engine.executions.data(1, id), 'Seen')),
    );
    return outputs.flat().map((item) => (item as { title: string }).title);
  };

  test('remember over restarts how far they came, and wait for a server that is away', async () => {
    const first = await open();
    await first.activate('triggers/feed', { 'http://server.test': server.url });
    expect(await titles(first)).toEqual([]); // what was there before is not new
    await first.close();

    entries.push(entry(2, '2099-01-01T10:00:00Z'));
    const second = await open();
    await second.live.startAll();
    await pause(200);
    expect(await titles(second)).toEqual(['Entry 2']);
    await second.close();

    const third = await open();
    await third.live.startAll();
    await pause(200);
    expect(await titles(third)).toEqual(['Entry 2']); // not again
    await third.close();

    isDown = true;
    entries.push(entry(3, '2099-01-02T10:00:00Z'));
    const fourth = await open();
    await fourth.live.startAll();
    isDown = false;
    for (let tries = 0; (await titles(fourth)).length < 2 && tries < 100; tries += 1) await pause(100);
    expect(await titles(fourth)).toEqual(['Entry 2', 'Entry 3']);
    await fourth.close();
  }, 40_000);

  test('tell their error workflow when the server fails', async () => {
    const engine = closing(await startEngine());
    await engine.create('error/trigger-handler');
    const second = (new Date().getSeconds() + 3) % 60;
    await engine.activate('triggers/feed', { 'http://server.test': server.url, '30 * * * * *': `${second} * * * * *` });
    isDown = true;
    const { data } = await engine.newest('error-trigger-handler');
    isDown = false;
    expect(outputOf(data, 'Report')).toEqual([
      {
        text: expect.stringContaining('503') as string,
        mode: 'trigger',
        workflow: 'RSS Feed Trigger: what is new',
        node: 'Feed',
      },
    ]);
  });
});

describe('n8n workflows that register a webhook at a service', () => {
  test('do so when switched on, take signed calls, and remove it when switched off', async () => {
    const hooks: Array<{ id: number; status: string; delivery_url: string; topic: string; secret: string }> = [];
    const shop = await startHttpServer(({ method, body, path: at }) => {
      if (method === 'GET') return { body: hooks };
      if (method === 'DELETE')
        return {
          body: hooks.splice(
            hooks.findIndex(({ id }) => at.endsWith(`/${id}`)),
            1,
          )[0],
        };
      hooks.push({
        id: 5,
        status: 'active',
        ...(JSON.parse(body) as { delivery_url: string; topic: string; secret: string }),
      });
      return { body: { id: 5 } };
    });
    closing(shop);
    const server = closing(await serveWorkflows());
    const credential = await server.credential('wooCommerceApi', {
      url: shop.url,
      consumerKey: 'ck',
      consumerSecret: 'cs',
    });

    const id = await server.serve('triggers/shop', { 'cred-wooCommerceApi': credential });
    expect(hooks).toMatchObject([
      { topic: 'order.created', delivery_url: expect.stringMatching(`^${server.url}/webhook/`) as string },
    ]);

    const [{ delivery_url: address, secret } = { delivery_url: '', secret: '' }] = hooks;
    const order = JSON.stringify({ id: 17 });
    const signature = (key: string) => createHmac('sha256', key).update(order).digest('base64');
    const deliver = async (key: string) =>
      await server.call(address, {
        method: 'POST',
        body: order,
        headers: {
          'content-type': 'application/json',
          'x-wc-webhook-id': '5',
          'x-wc-webhook-signature': signature(key),
        },
      });
    expect(await deliver('wrong')).toMatchObject({ status: 401 });
    expect(await deliver(secret)).toMatchObject({ status: 200 });
    expect(outputOf((await server.newest(id)).data, 'Seen')).toEqual([{ id: '17' }]);
    expect(await server.executionsOf(id)).toHaveLength(1);

    await server.live.deactivate(1, id);
    expect(hooks).toEqual([]);
  });
});

describe('static data of n8n workflows', () => {
  test('is kept from one live execution to the next, also over a restart', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
    const env = {
      AFTERCART_DATABASE_URL: `sqlite:${path.join(folder, 'static.sqlite')}`,
      AFTERCART_ENCRYPTION_KEY: 'the same for both',
    };
    const runs = async (server: Awaited<ReturnType<typeof serveWorkflows>>) =>
      JSON.parse((await server.post('/webhook/static-count', {})).text) as unknown;

    const first = await serveWorkflows(env);
    const id = await first.serve('static/count');
    expect(await runs(first)).toEqual({ runs: 1, own: 1 });
    expect(await runs(first)).toEqual({ runs: 2, own: 2 });
    await first.close();

    const second = closing(await serveWorkflows(env));
    expect(await runs(second)).toEqual({ runs: 3, own: 3 });
    await second.live.activate(1, id); // a new version goes on with it
    expect(await runs(second)).toEqual({ runs: 4, own: 4 });
    rmSync(folder, { recursive: true, force: true });
  });
});

function entry(number: number, at: string): string {
  const date = new Date(at).toUTCString();
  return `<item><title>Entry ${number}</title><link>http://shop.example/${number}</link><guid>${number}</guid><pubDate>${date}</pubDate></item>`;
}

function feed(entries: readonly string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Shop</title>${entries.join('')}</channel></rss>`;
}
