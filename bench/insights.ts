import path from 'node:path';

import { openDatabase } from '../packages/runtime/src/db';
import { InsightsJob, recommendProducts } from '../packages/runtime/src/insights';
import { silentLogger, systemClock } from '../packages/runtime/src/shared';
import { observe } from './report/observe';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import type { Settings } from './settings';
import { fillOrders } from './store/fill-orders';

const ASKED = 500;
const MEGABYTE = 1024 * 1024;

/** What it takes to work out what all orders say, and what one recommendation costs. */
export async function measureInsights({ count = 1_000_000 }: Settings): Promise<Report[]> {
  return await withDataFolder(async (folder) => {
    const url = `sqlite:${path.join(folder, 'aftercart.sqlite')}`;
    await (await openDatabase(url)).close();
    const now = Date.now();
    fillOrders(folder, count, now);
    const database = await openDatabase(url);
    const job = new InsightsJob({ database, clock: systemClock, logger: silentLogger, owner: 'bench' });
    const lines: Line[] = [];
    for (const round of ['the first time', 'again']) {
      const before = process.memoryUsage.rss();
      const { seconds, cpuSeconds, longestDelay } = await observe(async () => {
        await job.request(1);
        await job.look();
      });
      const status = await job.status(1);
      if (status?.error !== null) throw new Error(status?.error ?? 'Nothing was worked out');
      lines.push(
        { measure: `everything, ${round} (${JSON.stringify(status.figures)})`, value: seconds, unit: 's' },
        { measure: 'CPU of all threads', value: cpuSeconds, unit: 's' },
        { measure: 'longest delay of the event loop', value: longestDelay, unit: 'ms', target: '<= 50' },
        { measure: 'memory more than before', value: (process.memoryUsage.rss() - before) / MEGABYTE, unit: 'MB' },
      );
    }
    const times: number[] = [];
    for (let asked = 0; asked < ASKED; asked++) {
      const contact = 1 + ((asked * 104_729) % Math.ceil(count / 10));
      const at = performance.now();
      const strategies = ['alsoBought', 'nextBestOffer', 'bestSellers'] as const;
      await recommendProducts(database, { workspace: 1, contact, now }, { strategies, limit: 4 });
      times.push(performance.now() - at);
    }
    lines.push({ measure: 'one recommendation: median', value: percentile(times, 0.5), unit: 'ms' });
    lines.push({ measure: 'one recommendation: p99', value: percentile(times, 0.99), unit: 'ms' });
    await database.close();
    const settings = { orders: count, contacts: Math.ceil(count / 10), products: 5_000 };
    return [{ title: 'Insights', lines, settings }];
  });
}
