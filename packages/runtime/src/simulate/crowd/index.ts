export { parseCrowd, type Crowd } from './crowd';
export { CrowdJobs, type CrowdJob } from './crowd-jobs';
export type { CrowdReport } from './crowd-report';
export { printCrowd } from './print-crowd';
export { beginningOfCrowd, peopleOf, runCrowd, type CrowdPart } from './run-crowd';
export { simulateCrowd, type CrowdOptions } from './simulate-crowd';
export type { Tally } from './tally';
