import { InsightsJob } from '../insights';
import type { Job } from './job';
import type { Foundation } from './wire-foundation';

export type Insights = ReturnType<typeof wireInsights>;

/** What all orders say together. */
export function wireInsights({ database, clock, logger, serverName }: Foundation) {
  const insights = new InsightsJob({ database, clock, logger, owner: serverName });
  const jobs: Job[] = [insights];
  return { insights, jobs };
}
