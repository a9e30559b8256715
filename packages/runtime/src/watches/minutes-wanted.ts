import type { TriggerFilter } from '../events';
import type { WatchType } from './watch';

/** For how many minutes something has not to happen until triggers are told: each number once, the smallest first. */
export function minutesWanted(filters: readonly TriggerFilter[], type: WatchType): number[] {
  const minutes = new Set<number>();
  for (const { events, afterMinutes } of filters) {
    if (afterMinutes !== undefined && events.includes(type)) minutes.add(afterMinutes);
  }
  return [...minutes].sort((one, other) => one - other);
}
