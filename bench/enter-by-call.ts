import { rawInserts } from './limits/raw-inserts';
import { sendAll } from './load/send-all';
import { smallOrders } from './load/small-orders';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { StoredExecutions } from './store/stored-executions';
import { CALL_AND_WAIT } from './workflows/call-and-wait';
import { activate } from './workflows/prepare';

const PATH = '/webhook/journey';

/** Calls of a Webhook node that run until a wait: what the comparison with n8n measures. */
export async function measureEnterByCall(settings: Settings): Promise<Report> {
  const { count = 5_000, connections = 64, rate } = settings;
  const warmUp = Math.min(2_000, count);
  return await withDataFolder(async (data) => {
    const server = await startServer({ data, profile: settings.profile });
    await activate(server, CALL_AND_WAIT);
    const store = new StoredExecutions(data);
    await sendAll({ url: server.url, requests: smallOrders(PATH, warmUp), connections });
    await store.until('waiting', warmUp);
    const before = await server.begin();
    const requests = smallOrders(PATH, count, warmUp + 1);
    const load = await sendAll({ url: server.url, requests, connections, rate });
    const endedAt = await store.until('waiting', warmUp + count);
    const after = await server.usage();
    await server.stop();
    const row = store.bytesOf('execution') / (warmUp + count);
    store.close();
    const limit = rawInserts(data, { event: 1, state: Math.round(row) });
    const lines: Line[] = [
      { measure: 'acknowledged after commit', value: count / load.seconds, unit: '/s', target: '>= 2500', limit },
      { measure: 'entered the wait', value: count / ((endedAt - load.startedAt) / 1_000), unit: '/s', limit },
      { measure: 'CPU until the wait', value: (after.cpu - before.cpu) / count, unit: 'ms each', target: '<= 0.4' },
      { measure: 'latency p50', value: percentile(load.latencies, 0.5), unit: 'ms' },
      { measure: 'latency p99', value: percentile(load.latencies, 0.99), unit: 'ms' },
      { measure: 'refused', value: load.refused, unit: '', target: '<= 0' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'on disk: waiting row with its call', value: row, unit: 'bytes' },
    ];
    return {
      title: 'Entering a wait by a call, as the comparison with n8n does',
      lines,
      settings: { count, connections },
    };
  });
}
