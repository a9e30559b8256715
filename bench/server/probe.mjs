/**
 * Loaded into the measured server before its own code (`node --import`): says on demand what the process has used, so
 * that the figures are the server's alone. The server itself knows nothing of it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks at the event loop; the histogram counts them as delay. */
const RESOLUTION = 2;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('message', (wanted) => {
  if (wanted === 'begin') delay.reset();
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpu: (user + system) / 1_000,
    rss: process.memoryUsage.rss() / (1024 * 1024),
    peakRss: process.resourceUsage().maxRSS / 1024,
    loopDelay: {
      p50: Math.max(0, delay.percentile(50) / 1e6 - RESOLUTION),
      p99: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION),
      max: Math.max(0, delay.max / 1e6 - RESOLUTION),
    },
  });
});
// Whoever measures has died: a server that nobody asks any more must not stay behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
