import { sendAll } from './load/send-all';
import { shopOrders } from './load/shop-orders';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { moveWaits } from './store/clone-waiting';
import { FIRST_NEW_ORDER, fillWaiting } from './store/fill-waiting';
import { StoredExecutions } from './store/stored-executions';

const LEAD = 25_000;
const LONGEST = 300_000;

/** Everything that waits falls due at once, while the shop goes on sending orders: do those have to wait for it? */
export async function measureStorm(settings: Settings): Promise<Report[]> {
  const { count = 50_000, rate = 100, seconds = 10, connections = 16 } = settings;
  return await withDataFolder(async (data) => {
    const waiting = await fillWaiting(data, count);
    const dueAt = Date.now() + LEAD;
    moveWaits(data, waiting, String(dueAt));
    const server = await startServer({ data, profile: settings.profile });
    const store = new StoredExecutions(data);
    const requests = shopOrders(rate * seconds, waiting.shop, FIRST_NEW_ORDER);
    await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now()));

    const before = await server.begin();
    const load = await sendAll({ url: server.url, requests, connections, rate });
    await store.until('success', count, LONGEST);
    const after = await server.usage();
    const lateness = [...store.endings(waiting.first, waiting.first + count - 1).values()].map((at) => at - dueAt);
    await server.stop();
    store.close();

    const last = percentile(lateness, 1);
    const lines: Line[] = [
      { measure: 'last done after', value: last / 1_000, unit: 's' },
      { measure: 'resumed', value: count / (last / 1_000), unit: '/s' },
      { measure: 'CPU', value: (after.cpu - before.cpu) / (count + requests.length), unit: 'ms each' },
      { measure: 'orders meanwhile: latency p50', value: percentile(load.latencies, 0.5), unit: 'ms' },
      {
        measure: 'orders meanwhile: latency p99',
        value: percentile(load.latencies, 0.99),
        unit: 'ms',
        target: '<= 50',
      },
      { measure: 'orders refused', value: load.refused, unit: '', target: '<= 0' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'memory at its peak (RSS)', value: after.peakRss, unit: 'MB', target: '<= 500' },
    ];
    return [{ title: 'A storm: all due at once, orders go on', lines, settings: { count, rate, seconds } }];
  });
}
