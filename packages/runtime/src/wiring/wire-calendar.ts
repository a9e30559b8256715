import { CalendarStore, SendingCalendars } from '../calendar';
import type { Foundation } from './wire-foundation';

export type Calendars = ReturnType<typeof wireCalendar>;

/** When messages may go to contacts. */
export function wireCalendar({ database, clock }: Pick<Foundation, 'database' | 'clock'>) {
  const sendingCalendars = new SendingCalendars();
  return { sendingCalendars, calendarStore: new CalendarStore(database, clock, sendingCalendars) };
}
