import type { RouteEvent, TriggerDemand } from '../events';
import { SubscribedFilters } from '../hub';
import { FanOuts, InterestFills, Interests } from '../interests';
import { Watches, WatchSweep } from '../watches';
import type { Job } from './job';
import type { EngineParts } from './wire-engine';
import type { Foundation } from './wire-foundation';

export type Triggers = ReturnType<typeof wireTriggers>;

/** What triggers wait for that nobody tells of by itself. `route` takes on what is told then. */
export function wireTriggers(foundation: Foundation, { live, events }: EngineParts, route: RouteEvent) {
  const { database, clock, logger } = foundation;
  const subscribed = new SubscribedFilters({ database, logger });
  const demand: TriggerDemand = {
    filtersOf: (workspace) => {
      const others = subscribed.of(workspace);
      const own = live.filtersOf(workspace);
      return others.length === 0 ? own : [...own, ...others];
    },
    workspaces: () => [...new Set([...live.workspacesWaiting(), ...subscribed.workspaces()])],
  };
  const telling = { database, clock, logger, events, route, demand };
  const watchSweep = new WatchSweep(telling);
  const fanOuts = new FanOuts(telling);
  const interestFills = new InterestFills({ database, clock, logger, demand });
  const jobs: Job[] = [subscribed, watchSweep, fanOuts, interestFills];
  return {
    ...{ subscribed, watchSweep, fanOuts, interestFills, jobs },
    watches: new Watches(demand),
    interests: new Interests(demand),
  };
}
