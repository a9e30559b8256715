import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { moveWaits } from './store/clone-waiting';
import { fillWaiting } from './store/fill-waiting';
import { StoredExecutions } from './store/stored-executions';

/** The server has to be up before they fall due. */
const LEAD = 20_000;

/** Waiting contacts that fall due at one moment: each is loaded, sends a mail, ends, and is saved. */
export async function measureResume(settings: Settings): Promise<Report[]> {
  const { count = 5_000 } = settings;
  return await withDataFolder(async (data) => {
    const waiting = await fillWaiting(data, count);
    const dueAt = Date.now() + LEAD;
    moveWaits(data, waiting, String(dueAt));
    const server = await startServer({ data, profile: settings.profile });
    const store = new StoredExecutions(data);
    await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now() - 200));
    if (Date.now() > dueAt) throw new Error('The server took too long to start.');

    const before = await server.begin();
    await store.until('success', count);
    const after = await server.usage();
    const lateness = [...store.endings(waiting.first, waiting.first + count - 1).values()].map((at) => at - dueAt);
    await server.stop();
    store.close();

    const last = percentile(lateness, 1);
    const lines: Line[] = [
      { measure: 'first done after', value: percentile(lateness, 0), unit: 'ms', target: '<= 20' },
      { measure: 'median done after', value: percentile(lateness, 0.5), unit: 'ms' },
      { measure: 'last done after', value: last, unit: 'ms', target: '<= 800' },
      { measure: 'resumed', value: count / (last / 1_000), unit: '/s', target: '>= 6250' },
      { measure: 'CPU, its mail included', value: (after.cpu - before.cpu) / count, unit: 'ms each' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'memory at its peak (RSS)', value: after.peakRss, unit: 'MB' },
    ];
    return [{ title: 'Waiting contacts due at one moment', lines, settings: { count } }];
  });
}
