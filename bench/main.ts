import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { BENCHMARKS } from './benchmarks';
import { FLAGS, readSettings } from './settings';
import { printReport } from './report/print-report';
import type { Report } from './report/report';

const USAGE = `Usage: npm run bench -- <name> … [--json FILE] [flags]

${Object.entries(BENCHMARKS)
  .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`)
  .join('\n')}

Flags:
${Object.entries(FLAGS)
  .map(([name, { about }]) => `  --${name.padEnd(12)} ${about}`)
  .join('\n')}

docs/benchmarks.md says what each of them measures.`;

async function main(): Promise<void> {
  const options = Object.fromEntries(Object.entries(FLAGS).map(([name, { type }]) => [name, { type }]));
  const { values, positionals: names } = parseArgs({ options, allowPositionals: true });
  const unknown = names.filter((name) => !(name in BENCHMARKS));
  if (names.length === 0 || unknown.length > 0) {
    if (unknown.length > 0) console.error(`There is no benchmark "${unknown.join('", "')}".\n`);
    console.log(USAGE);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const settings = readSettings(values);
  const reports: Record<string, Report[]> = {};
  for (const name of names) {
    const done = (await BENCHMARKS[name]?.run(settings)) ?? [];
    for (const report of done) console.log(printReport(report));
    reports[name] = done;
    if (settings.json !== undefined) {
      const at = new Date().toISOString();
      writeFileSync(settings.json, `${JSON.stringify({ at, node: process.version, reports }, null, 2)}\n`);
    }
  }
}

void main().then(
  () => process.exit(), // n8n's packages leave timers behind that would keep it alive
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
