export type { DateUser } from './date-users';
export { DateWatches } from './date-watches';
export { nextOccurrence, type Occurrence } from './next-occurrence';
export { readDay, type Day } from './read-day';
