import { measureEnterByCall } from './enter-by-call';
import { sendAll } from './load/send-all';
import { shopOrders } from './load/shop-orders';
import { rawInserts } from './limits/raw-inserts';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { StoredExecutions } from './store/stored-executions';
import { JOURNEY } from './workflows/journey';
import { activate, connectShop } from './workflows/prepare';

/** Entering by a shop's order, with all that follows from one; then by a bare call, which compares with n8n. */
export async function measureEnter(settings: Settings): Promise<Report[]> {
  return [await measureEnterByOrder(settings), await measureEnterByCall(settings)];
}

/**
 * Signed orders of a shop, about seven kilobytes each and each of a new customer: received, applied, stored, entered
 * into a journey, and run until its first wait.
 */
async function measureEnterByOrder(settings: Settings): Promise<Report> {
  const { count = 5_000, connections = 64, rate } = settings;
  const warmUp = Math.min(1_000, count);
  return await withDataFolder(async (data) => {
    const server = await startServer({ data, profile: settings.profile });
    const shop = await connectShop(server);
    await activate(server, JOURNEY);
    const store = new StoredExecutions(data);

    await sendAll({ url: server.url, requests: shopOrders(warmUp, shop), connections });
    await store.until('waiting', warmUp);
    const requests = shopOrders(count, shop, warmUp + 1);
    const before = await server.begin();
    const load = await sendAll({ url: server.url, requests, connections, rate });
    const acknowledged = await server.usage();
    const endedAt = await store.until('waiting', warmUp + count);
    const after = await server.usage();
    await server.stop();

    const total = warmUp + count;
    const bytes = { event: store.bytesOf('event') / total, row: store.bytesOf('execution') / total };
    const all = store.fileSize() / total;
    store.close();
    const limit = rawInserts(data, { event: Math.round(bytes.event), state: Math.round(bytes.row) });
    const lines: Line[] = [
      { measure: 'acknowledged after commit', value: count / load.seconds, unit: '/s', target: '>= 2500', limit },
      { measure: 'entered the first wait', value: count / ((endedAt - load.startedAt) / 1_000), unit: '/s', limit },
      { measure: 'CPU until the wait', value: (after.cpu - before.cpu) / count, unit: 'ms each', target: '<= 0.4' },
      { measure: 'CPU until all were acknowledged', value: (acknowledged.cpu - before.cpu) / count, unit: 'ms each' },
      { measure: 'latency p50', value: percentile(load.latencies, 0.5), unit: 'ms' },
      { measure: 'latency p99', value: percentile(load.latencies, 0.99), unit: 'ms' },
      { measure: 'refused', value: load.refused, unit: '', target: '<= 0' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'memory (RSS)', value: after.rss, unit: 'MB' },
      { measure: 'on disk: waiting row with its indexes', value: bytes.row, unit: 'bytes', target: '<= 250' },
      { measure: 'on disk: events of an order', value: bytes.event, unit: 'bytes' },
      { measure: 'on disk: everything of an order', value: all, unit: 'bytes' },
    ];
    const orderBytes = requests[0]?.length ?? 0;
    return { title: 'Entering a journey by a shop order', lines, settings: { count, connections, orderBytes } };
  });
}
