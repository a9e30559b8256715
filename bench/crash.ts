import { availableParallelism } from 'node:os';

import { runCrashes, type CrashReport } from '../test/support/crash/run-crashes';
import type { Report } from './report/report';
import type { Settings } from './settings';

/** After so many kills of one server everybody's way is compared: a long run tells early what is wrong. */
const KILLS_OF_ONE = 25;

/**
 * The long form of the crash test: the same runner, with more kills. Most of its time a server takes to start, and that
 * on one core: so as many servers as the machine has cores, each with a shop of its own, are killed side by side.
 */
export async function measureCrash(settings: Settings): Promise<Report[]> {
  const { count = 200, seed = Date.now() % 1_000_000 } = settings;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  const rounds = roundsOf(count).map((kills, index) => ({ kills, seed: seed + index }));
  console.log(`${count} kills of ${rounds.length} servers, seeds from ${seed}`);

  const reports: CrashReport[] = [];
  const lane = async (): Promise<void> => {
    for (let round = rounds.shift(); round; round = rounds.shift()) {
      const report = await runCrashes(round);
      reports.push(report);
      const { kills, orders, mails, differences } = report;
      console.log(
        `seed ${report.seed}: ${kills} kills, ${orders} orders, ${mails} mails, ${differences.length} differences (${seconds()} s)`,
      );
      for (const difference of differences) console.log(`DIFFERENT (seed ${report.seed}): ${difference}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));

  const sum = (of: (report: CrashReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const differences = sum((report) => report.differences.length);
  const lines = [
    { measure: 'kills', value: sum(({ kills }) => kills), unit: '' },
    { measure: 'orders acknowledged', value: sum(({ orders }) => orders), unit: '' },
    { measure: 'deliveries it took', value: sum(({ deliveries }) => deliveries), unit: '' },
    { measure: 'differences from an undisturbed run', value: differences, unit: '', target: '<= 0' },
    { measure: 'mails that the mail server accepted', value: sum(({ mails }) => mails), unit: '' },
    { measure: 'mails in doubt', value: sum(({ inDoubt }) => inDoubt), unit: '' },
    { measure: 'of these, accepted', value: sum(({ inDoubtAccepted }) => inDoubtAccepted), unit: '' },
    { measure: 'foreign calls repeated (afterCrash: retry)', value: sum((report) => report.repeatedCalls), unit: '' },
    { measure: 'executions held (afterCrash: hold)', value: sum(({ held }) => held), unit: '' },
    { measure: 'of these, called', value: sum(({ heldAfterCall }) => heldAfterCall), unit: '' },
    { measure: 'took', value: seconds(), unit: 's' },
  ];
  return [{ title: 'Killed at random instants, under load', lines, settings: { kills: count, seed } }];
}

/** How often each server is killed. */
function roundsOf(count: number): number[] {
  const servers = Math.max(1, Math.ceil(count / KILLS_OF_ONE));
  return Array.from({ length: servers }, (_none, index) => Math.floor((count + index) / servers));
}
