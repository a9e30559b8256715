import { createReadStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';

import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startServer, type Server } from './server/start-server';
import type { Settings } from './settings';

const LONGEST = 30 * 60_000;
const NEW_LINE = 10;
/** One line in so many is refused. */
const BAD_EVERY = 1_000;

interface ImportState {
  readonly status: string;
  readonly done: number;
  readonly created: number;
  readonly failed: number;
}

/**
 * A CSV file of so many contacts is imported and exported by a server that does nothing else, which is killed in the middle of
 * it once. AFTERCART_BENCH_DATABASE_URL names another database than SQLite: an empty one.
 */
export async function measureCsv({ count = 100_000, profile }: Settings): Promise<Report[]> {
  return await withDataFolder(async (data) => {
    const file = path.join(data, 'contacts.csv');
    writeFileSync(file, table(count));
    const url = process.env.AFTERCART_BENCH_DATABASE_URL;
    const options = { data, profile, ...(url !== undefined && { env: { AFTERCART_DATABASE_URL: url } }) };
    let server = await startServer(options);
    const id = await begin(server, file);
    const atRest = await server.usage();
    await server.begin();
    const [began, cpu] = [performance.now(), atRest.cpu];
    const half = await until(server, id, ({ status, done }) => status !== 'running' || done >= count / 2);
    const usage = await server.usage();
    const took = (performance.now() - began) / 1_000;
    const share = half.done / count;

    await server.stop('SIGKILL');
    server = await startServer(options);
    const ended = await until(server, id, ({ status }) => status !== 'running');
    const lines: Line[] = [
      { measure: 'import, from the time for half of the lines', value: took / share, unit: 's', target: '<= 60' },
      { measure: 'import, CPU of all threads', value: (usage.cpu - cpu) / 1_000 / share, unit: 's' },
      { measure: 'growth of memory (RSS)', value: usage.peakRss - atRest.rss, unit: 'MB', target: '<= 100' },
      { measure: 'delay of the event loop, p99', value: usage.loopDelay.p99, unit: 'ms' },
      { measure: 'delay of the event loop, longest', value: usage.loopDelay.max, unit: 'ms', target: '<= 50' },
      { measure: 'lines done at the kill', value: half.done, unit: 'lines' },
      {
        measure: 'lines lost or doubled by it',
        value: Math.abs(count - ended.done) + Math.abs(count - ended.created - ended.failed),
        unit: 'lines',
        target: '<= 0',
      },
      {
        measure: 'lines refused, with their reasons',
        value: await lineCount(server, `/contact-imports/${id}/errors`),
        unit: 'lines',
      },
      ...(await measureExport(server)),
    ];
    await server.stop();
    return [{ title: `${count.toLocaleString('en-US')} lines of CSV`, lines, settings: { count } }];
  });
}

async function measureExport(server: Server): Promise<Line[]> {
  await server.begin();
  const [before, began] = [await server.usage(), performance.now()];
  const lines = await lineCount(server, '/contacts/export');
  const { cpu, loopDelay, rss } = await server.usage();
  return [
    { measure: 'lines exported', value: lines, unit: 'lines' },
    { measure: 'export', value: (performance.now() - began) / 1_000, unit: 's' },
    { measure: 'export, CPU', value: (cpu - before.cpu) / 1_000, unit: 's' },
    { measure: 'export: growth of memory (RSS)', value: rss - before.rss, unit: 'MB', target: '<= 100' },
    { measure: 'export: longest delay of the event loop', value: loopDelay.max, unit: 'ms', target: '<= 50' },
  ];
}

/** Some lines cannot be read. */
function table(count: number): string {
  const lines = Array.from({ length: count }, (_none, index) => {
    const email = index % BAD_EVERY === 7 ? 'no address' : `person${index}@shop.example`;
    return `${email},Dana ${index},Levi,IL,05${String(20_000_000 + index)},"vip, ${index % 20 === 0 ? 'blue' : 'green'}"`;
  });
  return ['email,first name,last name,country,phone,tags', ...lines].join('\n');
}

async function begin(server: Server, file: string): Promise<string> {
  const answer = await server.send('POST', '/contact-imports', Readable.toWeb(createReadStream(file)), 'text/csv');
  const { import: state, suggestedMapping } = (await answer.json()) as {
    import: { id: string };
    suggestedMapping: object;
  };
  await server.api('POST', `/contact-imports/${state.id}/start`, {
    mapping: suggestedMapping,
    consent: { channels: ['email'], basis: 'explicit' },
  });
  return state.id;
}

async function until(server: Server, id: string, holds: (state: ImportState) => boolean): Promise<ImportState> {
  for (const deadline = performance.now() + LONGEST; performance.now() < deadline;) {
    const state = await server.api<ImportState>('GET', `/contact-imports/${id}`);
    if (holds(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The import did not come to its end.');
}

/** Without the header. */
async function lineCount(server: Server, route: string): Promise<number> {
  const answer = await server.send('GET', route);
  let lines = 0;
  for await (const part of answer.body ?? []) for (const byte of part) if (byte === NEW_LINE) lines += 1;
  return lines - 1;
}
