import { z } from 'zod';

import { CodedUserError } from '../shared';
import { WEEKDAYS, type CalendarSettings, type DayWindow } from './calendar-settings';
import { CITIES, findCity } from './cities';
import { minutesOf } from './hour-closings';
import { USUAL_NIGHTFALL_MINUTES } from './holy-closings';
import { DEFAULT_CALENDAR, LoadedCalendars } from './loaded-calendars';
import { LONGEST_CLOSING_DAYS, nextOpening } from './next-opening';
import { placeOfZone } from './place-of-zone';
import { parseDate } from './wall-date';

const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as 09:30');
const date = z.string().refine((text) => parseDate(text) !== null, 'must be a date such as 2026-12-24');
const minutes = z.number().int().min(0).max(180);
const span = z.object({ from: timeOfDay, to: timeOfDay }).strict();
const windows = z
  .array(span.refine(isForward, 'must end after it begins; over midnight it is two windows, on two days'))
  .max(10);

const settings = z
  .object({
    hours: z
      .object(Object.fromEntries(WEEKDAYS.map((day) => [day, windows.default([])])))
      .strict()
      .nullable()
      .default(null),
    quietHours: span
      .refine(({ from, to }) => from !== to, 'must not end when it begins')
      .nullable()
      .default(null),
    sabbath: z
      .object({
        candleLightingMinutes: minutes.nullable().default(null),
        nightfallMinutes: minutes.default(USUAL_NIGHTFALL_MINUTES),
      })
      .strict()
      .nullable()
      .default(null),
    holidays: z.enum(['israel', 'diaspora', 'contact']).nullable().default(null),
    ramadan: z
      .object({
        from: z.enum(['dawn', 'sunrise']).default('dawn'),
        shiftDays: z.union([z.literal(-1), z.literal(0), z.literal(1)]).default(0),
      })
      .strict()
      .nullable()
      .default(null),
    days: z
      .array(
        z
          .object({
            name: z.string().trim().min(1).max(100).nullable().default(null),
            from: date,
            to: date.optional(),
            hours: windows.default([]),
          })
          .strict()
          .refine(({ from, to }) => to === undefined || to >= from, 'must not end before it begins'),
      )
      .max(500)
      .default([]),
    city: z.string().nullable().default(null),
  })
  .strict();

/** Reads a calendar as people write it; what is left out closes nothing. @throws CALENDAR_INVALID */
export function parseCalendar(json: unknown): CalendarSettings {
  const parsed = settings.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'calendar'}: ${message}`);
    throw invalid(problems.join('; '));
  }
  const { city, days, hours, ...rest } = parsed.data;
  const found = findCity(city);
  if (city !== null && !found) {
    throw invalid(`city: "${city}" is not in the table. It knows ${CITIES.map(({ id }) => id).join(', ')}`);
  }
  return {
    ...rest,
    hours: hours as CalendarSettings['hours'],
    days: days.map((day) => ({ ...day, to: day.to ?? day.from })),
    city: found?.id ?? null,
  };
}

/**
 * Makes sure that a calendar can be used where the workspace is.
 * @throws CALENDAR_INVALID where nobody knows whose sunset counts, CALENDAR_NEVER_OPENS
 */
export function checkCalendar(calendar: CalendarSettings, workspace: { timeZone: string; now: number }): void {
  const { sabbath, holidays, ramadan, city } = calendar;
  const { timeZone, now: at } = workspace;
  if ((sabbath ?? holidays ?? ramadan) && city === null && !placeOfZone(timeZone)) {
    throw invalid(`city: say whose sunset counts; the time zone of the workspace (${timeZone}) has none`);
  }
  const calendars = new LoadedCalendars(timeZone, new Map([[DEFAULT_CALENDAR, calendar]]));
  const opening = nextOpening(calendars, { channel: DEFAULT_CALENDAR, timeZone: null, at });
  if (opening.isOpen || opening.opensAt !== null) return;
  const problem = `The calendar does not open within ${LONGEST_CLOSING_DAYS} days: nothing would ever be sent. Leave some hours open.`;
  throw new CodedUserError('CALENDAR_NEVER_OPENS', problem);
}

function isForward({ from, to }: DayWindow): boolean {
  return minutesOf(from) < minutesOf(to);
}

function invalid(problem: string): CodedUserError {
  return new CodedUserError('CALENDAR_INVALID', `The calendar cannot be used. ${problem}.`);
}
