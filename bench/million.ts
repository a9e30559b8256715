import { claimTimes } from './limits/claim';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer, type Server } from './server/start-server';
import type { Settings } from './settings';
import { moveWaits, type Clones } from './store/clone-waiting';
import { fillWaiting } from './store/fill-waiting';
import { StoredExecutions } from './store/stored-executions';

/** From the moves of the waits to the first that is due: the server starts in between. */
const LEAD = 40_000;
const PAUSE = 3_000;
const LONGEST_BACKLOG = 60_000;
const RATES = [200, 500];
const YEAR = 365 * 86_400_000;

/** Many contacts wait, few are due: does the engine's work follow those that are due? Once with few, once with all. */
export async function measureMillion(settings: Settings): Promise<Report[]> {
  const { count = 1_000_000 } = settings;
  const reports: Report[] = [];
  for (const waiting of new Set([Math.min(10_000, count), count])) {
    reports.push(await withDataFolder((data) => measureWaiting(data, waiting, settings)));
  }
  return reports;
}

async function measureWaiting(data: string, count: number, settings: Settings): Promise<Report> {
  const seconds = settings.seconds ?? Math.min(10, Math.floor(count / 1_000));
  const clones = await fillWaiting(data, count);
  const store = new StoredExecutions(data);
  const perWaiting = {
    row: store.bytesOf('execution') / count,
    event: store.bytesOf('event') / count,
    file: store.fileSize() / (1024 * 1024),
  };
  const begin = Date.now() + LEAD;
  const phases = planPhases(clones, begin, seconds);
  for (const phase of phases) moveWaits(data, phase, `${phase.begin} + i * ${1_000 / phase.rate}`);

  const server = await startServer({ data, profile: settings.profile });
  await until(begin - 500, 'The server took too long to start.');
  const atRest = await server.usage();
  const lines: Line[] = [
    { measure: 'time to start', value: server.timeToStart, unit: 'ms', target: '<= 3000' },
    { measure: 'memory at rest (RSS)', value: atRest.rss, unit: 'MB', target: '<= 300' },
    { measure: 'file', value: perWaiting.file, unit: 'MB' },
    { measure: 'on disk: waiting row with its indexes', value: perWaiting.row, unit: 'bytes', target: '<= 250' },
    { measure: 'on disk: its event', value: perWaiting.event, unit: 'bytes', target: '<= 1100' },
  ];
  const watched: WatchedPhase[] = [];
  for (const phase of phases) watched.push(await watchPhase(server, phase, seconds));
  await untilDone(store, phases);
  for (const phase of watched) lines.push(...describePhase(store, phase));
  const { peakRss } = await server.usage();
  await server.stop();
  store.close();
  const claim = await claimTimes(data, Date.now() + YEAR);
  lines.push(
    { measure: 'memory at its peak (RSS)', value: peakRss, unit: 'MB', target: '<= 500' },
    { measure: 'claim of 50 due, p50', value: claim.p50, unit: 'ms' },
    { measure: 'claim of 50 due, p99', value: claim.p99, unit: 'ms', target: '<= 5' },
  );
  return { title: `${count.toLocaleString('en-US')} contacts wait`, lines, settings: { count, seconds } };
}

interface Phase extends Clones {
  readonly rate: number;
  /** UTC epoch ms. */
  readonly begin: number;
}

function planPhases({ first }: Clones, begin: number, seconds: number): Phase[] {
  const phases: Phase[] = [];
  for (const rate of RATES) {
    const previous = phases.at(-1);
    phases.push({
      rate,
      first: previous ? previous.first + previous.count : first,
      count: rate * seconds,
      begin: previous ? previous.begin + seconds * 1_000 + PAUSE : begin,
    });
  }
  return phases;
}

interface WatchedPhase extends Phase {
  /** Milliseconds of CPU while it lasted. */
  readonly cpu: number;
  readonly loopDelay: number;
}

async function watchPhase(server: Server, phase: Phase, seconds: number): Promise<WatchedPhase> {
  const { rate, begin } = phase;
  await until(begin - 100, `The contacts at ${rate}/s were due before they could be watched.`);
  const before = await server.begin();
  await until(begin + seconds * 1_000 + PAUSE / 2);
  const after = await server.usage();
  return { ...phase, cpu: after.cpu - before.cpu, loopDelay: after.loopDelay.p99 };
}

/** Where the server falls behind, the lateness is that of all of them, not of those that were done in time. */
async function untilDone(store: StoredExecutions, phases: readonly Phase[]): Promise<void> {
  const deadline = Date.now() + LONGEST_BACKLOG;
  const isDone = ({ first, count }: Phase) => store.endings(first, first + count - 1).size === count;
  while (!phases.every(isDone) && Date.now() < deadline) await until(Date.now() + 500);
}

function describePhase(store: StoredExecutions, { rate, first, count, begin, cpu, loopDelay }: WatchedPhase): Line[] {
  const endings = store.endings(first, first + count - 1);
  const lateness = [...endings].map(([id, at]) => at - (begin + ((id - first) * 1_000) / rate));
  return [
    { measure: `${rate}/s due: done`, value: endings.size, unit: `of ${count}`, target: `>= ${count}` },
    { measure: `${rate}/s due: lateness p50`, value: percentile(lateness, 0.5), unit: 'ms' },
    { measure: `${rate}/s due: lateness p99`, value: percentile(lateness, 0.99), unit: 'ms', target: '<= 500' },
    { measure: `${rate}/s due: CPU while it lasted`, value: cpu / count, unit: 'ms each' },
    { measure: `${rate}/s due: event loop delay p99`, value: loopDelay, unit: 'ms', target: '<= 20' },
  ];
}

async function until(instant: number, complaint?: string): Promise<void> {
  const early = instant - Date.now();
  if (early < 0 && complaint !== undefined) throw new Error(complaint);
  await new Promise((resolve) => setTimeout(resolve, early));
}
