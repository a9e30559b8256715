import { availableParallelism } from 'node:os';

import { runCrashes, type CrashReport } from '../test/support/crash/run-crashes';
import type { Report } from './report/report';
import type { Settings } from './settings';

/**
 * The long form of the crash test: the same runner, with more kills. To start takes a server most of its time, and that
 * on one core: so as many servers as the machine has cores, each with a shop of its own, are killed side by side.
 */
export async function measureCrash(settings: Settings): Promise<Report[]> {
  const { count = 200, seed = Date.now() % 1_000_000 } = settings;
  const lanes = Math.max(1, Math.min(availableParallelism(), count));
  console.log(`${count} kills of ${lanes} servers, seeds from ${seed}`);
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  let kills = 0;
  const onKill = () => {
    kills += 1;
    if (kills % 20 === 0) console.log(`${kills} kills after ${seconds()} s`);
  };
  const reports = await Promise.all(
    Array.from({ length: lanes }, async (_none, lane) => {
      const share = Math.floor((count + lane) / lanes);
      return await runCrashes({ kills: share, seed: seed + lane, onKill });
    }),
  );
  for (const { differences, seed: own } of reports)
    for (const difference of differences) console.log(`DIFFERENT (seed ${own}): ${difference}`);
  const sum = (of: (report: CrashReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const lines = [
    { measure: 'kills', value: sum((report) => report.kills), unit: '' },
    { measure: 'orders acknowledged', value: sum(({ orders }) => orders), unit: '' },
    { measure: 'deliveries it took', value: sum(({ deliveries }) => deliveries), unit: '' },
    {
      measure: 'differences from an undisturbed run',
      value: sum(({ differences }) => differences.length),
      unit: '',
      target: '<= 0',
    },
    { measure: 'mails that the mail server accepted', value: sum(({ mails }) => mails), unit: '' },
    { measure: 'mails in doubt', value: sum(({ inDoubt }) => inDoubt), unit: '' },
    { measure: 'of these, accepted', value: sum(({ inDoubtAccepted }) => inDoubtAccepted), unit: '' },
    {
      measure: 'foreign calls repeated (afterCrash: retry)',
      value: sum(({ repeatedCalls }) => repeatedCalls),
      unit: '',
    },
    { measure: 'executions held (afterCrash: hold)', value: sum(({ held }) => held), unit: '' },
    { measure: 'of these, called', value: sum(({ heldAfterCall }) => heldAfterCall), unit: '' },
    { measure: 'took', value: seconds(), unit: 's' },
  ];
  return [{ title: 'Killed at random instants, under load', lines, settings: { kills: count, seed, lanes } }];
}
