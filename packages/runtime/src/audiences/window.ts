import { z } from 'zod';

import { CodedUserError, hours, instantOf, minutes, wallTimeOf } from '../shared';
import { inZone, ZONE_FIELD, type Calendar, type ZoneOf } from './calendar';
import { instantOf as instantOfText } from './comparison';
import { join, raw, sql, type Sql } from './sql';

/** A shop's clock may run ahead of ours: what happened so shortly after the instant that is asked about is in a window. */
const CLOCK_SKEW = minutes(5);

export const ANCHORS = ['entry', 'node', 'message'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** When something has to have happened to count. All that is given must hold. */
export interface Window {
  /** In the last so many hours. */
  withinHours?: number;
  /** ISO 8601: from this instant on, and until that one. A date alone means its whole day; without an offset, in `zone`. */
  from?: string;
  to?: string;
  /** Where the days of `from` and `to` are: in the workspace's time zone where left out. */
  zone?: ZoneOf;
  /** Since the contact entered the journey, came to the node, or was sent the message before it. */
  since?: Anchor;
}

/** The instant (UTC epoch ms) that windows are counted back from, and those that they may begin at. */
export interface Moment {
  readonly asOf: number;
  /** When the contact entered the journey; `since: entry` counts nothing without it. */
  readonly enteredAt?: number;
  /** When the contact came to the node. */
  readonly nodeAt?: number;
  /** When the journey's latest message was made. */
  readonly messageAt?: number;
  /** Where days begin and end; in UTC where left out. See `readCalendar`. */
  readonly calendar?: Calendar;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const instant = z.string().refine((text) => Number.isFinite(Date.parse(text)), 'must be an ISO 8601 date or instant');

/** The fields of a window in a zod object. */
export const WINDOW_FIELDS = {
  withinHours: z.number().positive().finite().optional(),
  from: instant.optional(),
  to: instant.optional(),
  since: z.enum(ANCHORS).optional(),
  ...ZONE_FIELD,
};

/**
 * SQL that holds for instants in a window.
 * @param at the column
 * @throws FILTER_INVALID when it is not a usable window
 */
export function windowSql(at: string, window: Window, moment: Moment): Sql {
  const column = raw(at);
  const bounds: Sql[] = [];
  const opens = [openingOf(window), anchorOf(window, moment)].filter((each) => each !== undefined);
  if (window.withinHours !== undefined || window.since !== undefined) {
    bounds.push(sql`${column} <= ${moment.asOf + CLOCK_SKEW.milliseconds}`);
  }
  for (const each of opens) bounds.push(sql`${column} > ${Math.round(each(moment))}`);
  const { from, to } = window;
  if (from !== undefined) bounds.push(sql`${column} >= ${bound(window, moment, (zone) => beginOf(from, zone))}`);
  if (to !== undefined) bounds.push(endOf(column, to, window, moment));
  return bounds.length === 0 ? raw('1 = 1') : join(bounds, ' AND ');
}

type Opening = (moment: Moment) => number;

function openingOf({ withinHours }: Window): Opening | undefined {
  if (withinHours === undefined) return undefined;
  if (!Number.isFinite(withinHours) || withinHours <= 0) {
    throw new CodedUserError(
      'FILTER_INVALID',
      `A window of ${withinHours} hours holds no orders. Give a number above 0, or leave the window out.`,
    );
  }
  return ({ asOf }) => asOf - hours(withinHours).milliseconds;
}

/** Nothing has happened since an instant that never was. */
function anchorOf({ since }: Window, moment: Moment): Opening | undefined {
  if (since === undefined) return undefined;
  const at = anchorAt(since, moment);
  return () => at ?? Number.MAX_SAFE_INTEGER;
}

/** The instant that a window begins at; undefined where the contact has no such instant. */
export function anchorAt(since: Anchor, { enteredAt, nodeAt, messageAt }: Moment): number | undefined {
  return { entry: enteredAt, node: nodeAt, message: messageAt }[since];
}

function endOf(column: Sql, to: string, window: Window, moment: Moment): Sql {
  if (!DATE.test(to.trim())) return sql`${column} <= ${bound(window, moment, (zone) => beginOf(to, zone))}`;
  return sql`${column} < ${bound(window, moment, (zone) => nextDay(beginOf(to, zone), zone))}`;
}

const bound = ({ zone }: Window, { calendar }: Moment, at: (timeZone: string) => number): Sql =>
  inZone(zone, calendar, (timeZone) => sql`${at(timeZone)}`);

/** A day has 23 hours, or 25, when the clocks change. */
function nextDay(midnight: number, timeZone: string): number {
  const wall = wallTimeOf(midnight, timeZone);
  return instantOf({ ...wall, day: wall.day + 1, hour: 0, minute: 0 }, timeZone);
}

function beginOf(text: string, timeZone: string): number {
  const at = instantOfText(text, timeZone);
  if (Number.isFinite(at)) return at;
  throw new CodedUserError('FILTER_INVALID', `"${text}" is no date. Write it as 2026-11-22 or 2026-11-22T10:00:00Z.`);
}
