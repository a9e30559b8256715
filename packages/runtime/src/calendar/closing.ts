/** Why a calendar is closed. */
export type ClosingReason =
  | 'CALENDAR_DAY_CLOSED'
  | 'CALENDAR_HOLIDAY'
  | 'CALENDAR_SABBATH'
  | 'CALENDAR_RAMADAN'
  | 'CALENDAR_QUIET_HOURS'
  | 'CALENDAR_HOURS'
  | 'CALENDAR_NEVER_OPENS';

/** Where several hold, the one that says most comes first. */
export const CLOSING_REASONS: readonly ClosingReason[] = [
  'CALENDAR_DAY_CLOSED',
  'CALENDAR_HOLIDAY',
  'CALENDAR_SABBATH',
  'CALENDAR_RAMADAN',
  'CALENDAR_QUIET_HOURS',
  'CALENDAR_HOURS',
  'CALENDAR_NEVER_OPENS',
];

/** A span of time (epoch ms, without its end) in which nothing goes out. */
export interface Closing {
  readonly from: number;
  readonly to: number;
  readonly reason: ClosingReason;
  /** The reason for a person to read, e.g. `Rosh Hashana, in Haifa`. */
  readonly detail: string;
}
