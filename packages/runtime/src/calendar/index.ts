export { WEEKDAYS, OPEN_CALENDAR, type CalendarSettings } from './calendar-settings';
export { CITIES, findCity } from './cities';
export { CLOSING_REASONS, type ClosingReason } from './closing';
export { DEFAULT_CALENDAR, LoadedCalendars, type CalendarChannel } from './loaded-calendars';
export { nextOpening, type Opening, type OpeningQuestion } from './next-opening';
export { SendingCalendars } from './sending-calendars';
