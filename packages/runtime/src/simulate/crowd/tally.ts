/** Counts by name. */
export type Counts = Record<string, number>;

/** What became of some contacts, as sums: those of two parts of a crowd add up. Plain data. */
export interface Tally {
  contacts: number;
  /** Who entered at least once, and how often contacts entered in all. */
  entered: number;
  entries: number;
  /** Nodes by name, and for each of their outputs (beginning with 0) how many contacts took it. */
  taken: Record<string, Counts>;
  /** Executions by how they ended: `finished`, an exit rule, a failure. */
  ended: Counts;
  /** Executions that were still under way in the end, by the node that they were at. */
  underWay: Counts;
  notEntered: Counts;
  failed: Counts;
  /** Messages by node and by what became of them: `Mail: sent`. */
  messages: Record<string, Counts>;
  /** Why messages were not sent. */
  notSent: Counts;
  /** By how many messages a contact was sent in a week: how many weeks of a contact there were. Weeks without any are none. */
  weeks: Counts;
  /** Messages that were sent, by the hour (UTC, ISO 8601) and by the hour of the day in the workspace's time zone. */
  byHour: Counts;
  byHourOfDay: Counts;
}

export function emptyTally(): Tally {
  return {
    ...{ contacts: 0, entered: 0, entries: 0, taken: {}, ended: {}, underWay: {}, notEntered: {}, failed: {} },
    ...{ messages: {}, notSent: {}, weeks: {}, byHour: {}, byHourOfDay: {} },
  };
}

/** Reasons are words with facts in them: more kinds than this are counted together. */
const MOST_NAMES = 10_000;
const OTHERS = 'others';

export function count(counts: Counts, name: string, by = 1): void {
  const isNew = counts[name] === undefined && Object.keys(counts).length >= MOST_NAMES;
  const key = isNew ? OTHERS : name;
  counts[key] = (counts[key] ?? 0) + by;
}

/** Adds what became of more contacts to a sum. */
export function addTally(sum: Tally, more: Tally): void {
  sum.contacts += more.contacts;
  sum.entered += more.entered;
  sum.entries += more.entries;
  for (const key of [
    'ended',
    'underWay',
    'notEntered',
    'failed',
    'notSent',
    'weeks',
    'byHour',
    'byHourOfDay',
  ] as const) {
    addCounts(sum[key], more[key]);
  }
  for (const key of ['taken', 'messages'] as const) {
    for (const [name, counts] of Object.entries(more[key])) addCounts((sum[key][name] ??= {}), counts);
  }
}

function addCounts(sum: Counts, more: Counts): void {
  for (const [name, by] of Object.entries(more)) count(sum, name, by);
}
