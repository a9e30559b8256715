import { runCrashes } from '../test/support/crash/run-crashes';
import type { Report } from './report/report';
import type { Settings } from './settings';

/** The long form of the crash test: the same runner, with more kills. */
export async function measureCrash(settings: Settings): Promise<Report[]> {
  const { count = 200, seed = Date.now() % 1_000_000 } = settings;
  console.log(`${count} kills, seed ${seed}`);
  const report = await runCrashes({
    kills: count,
    seed,
    onKill: (kill) => {
      if (kill % 20 === 0) console.log(`${kill} kills`);
    },
  });
  for (const difference of report.differences) console.log(`DIFFERENT: ${difference}`);
  const lines = [
    { measure: 'kills', value: report.kills, unit: '' },
    { measure: 'orders acknowledged', value: report.orders, unit: '' },
    { measure: 'deliveries it took', value: report.deliveries, unit: '' },
    { measure: 'differences from an undisturbed run', value: report.differences.length, unit: '', target: '<= 0' },
    { measure: 'mails that the mail server accepted', value: report.mails, unit: '' },
    { measure: 'mails in doubt', value: report.inDoubt, unit: '' },
    { measure: 'of these, accepted', value: report.inDoubtAccepted, unit: '' },
    { measure: 'foreign calls repeated (afterCrash: retry)', value: report.repeatedCalls, unit: '' },
    { measure: 'executions held (afterCrash: hold)', value: report.held, unit: '' },
    { measure: 'of these, called', value: report.heldAfterCall, unit: '' },
    { measure: 'took', value: report.seconds, unit: 's' },
  ];
  return [{ title: 'Killed at random instants, under load', lines, settings: { kills: count, seed } }];
}
