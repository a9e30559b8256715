import { measureAudiences } from './audiences';
import { measureCrash } from './crash';
import { measureCsv } from './csv';
import { measureDates } from './dates';
import { measureEnter } from './enter';
import { measureExpressions } from './expressions/measure-expressions';
import { measureInsights } from './insights';
import { measureMails } from './mails';
import { measureMillion } from './million';
import type { Report } from './report/report';
import { measureResume } from './resume';
import type { Settings } from './settings';
import { measureSimulate } from './simulate';
import { measureStorm } from './storm';
import { measureThroughput } from './throughput';
import { measureTrack } from './track';

export interface Benchmark {
  readonly about: string;
  run(settings: Settings): Promise<Report[]>;
}

/** Everything that `npm run bench` knows, by name. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  enter: { about: 'signed orders of a shop enter a journey and come to its first wait', run: measureEnter },
  throughput: { about: 'calls of a Webhook node run five nodes and are saved', run: measureThroughput },
  resume: { about: 'waiting contacts fall due at one moment', run: measureResume },
  storm: { about: 'as resume, with many more, while orders go on coming in', run: measureStorm },
  crash: {
    about: 'the server is killed at random instants under load: what differs from an undisturbed run',
    run: measureCrash,
  },
  million: { about: 'a million contacts wait; 200, then 500 fall due a second', run: measureMillion },
  mails: {
    about: 'mails in three languages go out: to a mail server that takes them, and to one with whims',
    run: measureMails,
  },
  audiences: { about: 'rules: one decision, and a count over a million contacts', run: measureAudiences },
  csv: {
    about: 'a CSV file of 100,000 contacts is imported, with a kill in the middle, and exported',
    run: measureCsv,
  },
  dates: {
    about: 'a Date Trigger with a million contacts: writing dates down, and the sweep of a morning',
    run: measureDates,
  },
  insights: { about: 'grades, pairs and next purchases out of a million orders', run: measureInsights },
  simulate: { about: 'sixty days of the welcome series on a clock of its own', run: measureSimulate },
  track: { about: 'what visitors of a site do, one call each', run: measureTrack },
  expressions: { about: 'the share of expressions that is compiled, and what one costs', run: measureExpressions },
};
