import { engineAlone } from './limits/engine-alone';
import { rawInserts } from './limits/raw-inserts';
import { sendAll } from './load/send-all';
import { smallOrders } from './load/small-orders';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { StoredExecutions } from './store/stored-executions';
import { activate } from './workflows/prepare';
import { SPLIT } from './workflows/split';

const PATH = '/webhook/order';
const MOST_AT_HALF_LOAD = 10_000;

/** Calls of a Webhook node that run five nodes to the end; all of their data is saved, as n8n's default is. */
export async function measureThroughput(settings: Settings): Promise<Report[]> {
  const { count = 8_000, connections = 64 } = settings;
  const warmUp = Math.min(2_000, count);
  return await withDataFolder(async (data) => {
    const server = await startServer({ data, profile: settings.profile });
    await activate(server, SPLIT);
    const store = new StoredExecutions(data);

    await sendAll({ url: server.url, requests: smallOrders(PATH, warmUp), connections });
    await store.until('success', warmUp);
    const before = await server.begin();
    const load = await sendAll({ url: server.url, requests: smallOrders(PATH, count, warmUp + 1), connections });
    const endedAt = await store.until('success', warmUp + count);
    const after = await server.usage();
    const rate = count / ((endedAt - load.startedAt) / 1_000);

    const half = settings.rate ?? Math.max(1, Math.round(rate / 2));
    const calls = smallOrders(PATH, Math.min(MOST_AT_HALF_LOAD, half * (settings.seconds ?? 5)), warmUp + count + 1);
    await server.begin();
    const calm = await sendAll({ url: server.url, requests: calls, connections, rate: half });
    const done = warmUp + count + calls.length;
    const calmEnd = await store.until('success', done);
    const calmUsage = await server.usage();
    await server.stop();

    const row = store.bytesOf('execution') / done;
    store.close();
    const raw = rawInserts(data, { event: 1, state: Math.round(row) });
    const alone = await engineAlone(data, SPLIT, 'Webhook', EXAMPLE);
    const lines: Line[] = [
      { measure: 'completed and saved', value: rate, unit: '/s', target: '>= 2500', limit: raw },
      { measure: 'completed and saved', value: rate, unit: '/s', limit: alone },
      { measure: 'answered', value: count / load.seconds, unit: '/s' },
      { measure: 'CPU', value: (after.cpu - before.cpu) / count, unit: 'ms each', target: '<= 0.4' },
      { measure: 'latency p99, as fast as it goes', value: percentile(load.latencies, 0.99), unit: 'ms' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: `latency p50 at ${half}/s`, value: percentile(calm.latencies, 0.5), unit: 'ms' },
      { measure: `latency p99 at ${half}/s`, value: percentile(calm.latencies, 0.99), unit: 'ms', target: '<= 50' },
      {
        measure: `saved after the last call at ${half}/s`,
        value: calmEnd - calm.startedAt - calm.seconds * 1_000,
        unit: 'ms',
      },
      { measure: `event loop delay p99 at ${half}/s`, value: calmUsage.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'refused', value: load.refused + calm.refused, unit: '', target: '<= 0' },
      { measure: 'memory (RSS)', value: after.rss, unit: 'MB' },
      { measure: 'on disk: finished execution with its data', value: row, unit: 'bytes' },
    ];
    return [{ title: 'Webhook to five nodes, completed and saved', lines, settings: { count, connections } }];
  });
}

/** What the Webhook node makes of a call, as far as the workflow looks at it. */
const EXAMPLE = {
  headers: {},
  params: {},
  query: {},
  body: {
    orderId: 'o-1',
    email: 'Buyer1@Example.com',
    orders: 7,
    items: [{ sku: 'SKU-1', price: 59.9, qty: 2 }],
    address: { city: 'Riga', zip: 'LV-1010', country: 'LV' },
    currency: 'EUR',
  },
};
