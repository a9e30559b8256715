import { instantOf, wallClockOf, wallTimeOf } from '../shared';

/** A series runs, rests until its contact lets it go on, or has been ended by them. */
export type SeriesStatus = 'on' | 'paused' | 'stopped';

/** Reminders of a contact that follow each other. Instants are UTC epoch ms, in their order. */
export interface ReminderSeries {
  /** What its custom fields begin with: `usageReminder`. */
  readonly name: string;
  readonly status: SeriesStatus;
  readonly dates: readonly number[];
}

/** The custom fields that hold a series, by what they end with. All of them are texts. */
const FIELDS = { next: 'At', later: 'Later', status: 'Status' } as const;

type Values = Readonly<Record<string, unknown>>;

/** The names of the custom fields of a series. */
export function fieldsOf(name: string): Record<keyof typeof FIELDS, string> {
  return { next: `${name}${FIELDS.next}`, later: `${name}${FIELDS.later}`, status: `${name}${FIELDS.status}` };
}

/** The series that a workspace has: those all of whose fields are defined. @param defined names of its custom fields */
export function seriesIn(defined: readonly string[]): string[] {
  const known = new Set(defined);
  return defined
    .filter((field) => field.length > FIELDS.status.length && field.endsWith(FIELDS.status))
    .map((field) => field.slice(0, -FIELDS.status.length))
    .filter((name) => Object.values(fieldsOf(name)).every((field) => known.has(field)));
}

/** A series as the custom fields of a contact say; undefined where the contact has none. */
export function readSeries(name: string, values: Values): ReminderSeries | undefined {
  const { next, later, status } = fieldsOf(name);
  const dates = [...instantsIn(values[next]), ...instantsIn(values[later])].sort((one, other) => one - other);
  const said = values[status];
  if (said === 'stopped') return { name, status: said, dates: [] };
  if (dates.length === 0) return undefined;
  return { name, status: said === 'paused' ? 'paused' : 'on', dates };
}

/** What the custom fields of a series are to say; null takes one away. A series that rests has no next reminder to wait for. */
export function writeSeries({ name, status, dates }: ReminderSeries): Record<string, string | null> {
  const fields = fieldsOf(name);
  const written = dates.map((at) => new Date(at).toISOString());
  const [next, later] = status === 'on' ? [written[0], written.slice(1)] : [undefined, written];
  return {
    [fields.next]: next ?? null,
    [fields.later]: later.length > 0 ? later.join(' ') : null,
    [fields.status]: status,
  };
}

/**
 * The series with its next reminder at another instant, and all later ones moved along: by as many days, hours and minutes
 * on the wall of the contact's zone, so that nine in the morning stays nine in the morning when the clocks change.
 */
export function moveSeries(series: ReminderSeries, next: number, timeZone: string): ReminderSeries {
  const [first = next, ...later] = series.dates;
  const by = wallClockOf(next, timeZone) - wallClockOf(first, timeZone);
  const moved = later.map((at) => instantOf(wallTimeOf(wallClockOf(at, timeZone) + by, 'UTC'), timeZone));
  return { ...series, status: 'on', dates: [next, ...moved] };
}

/** Dates that are none are passed over: somebody may have written them by hand. */
function instantsIn(value: unknown): number[] {
  if (typeof value !== 'string') return [];
  return value
    .split(/[\s,]+/)
    .map((text) => Date.parse(text))
    .filter((at) => !Number.isNaN(at));
}
