export { writeWallTime } from './read-wall-time';
export { ReminderLinks } from './reminder-links';
export type { ReminderSeries, SeriesStatus } from './reminder-series';
export {
  Reminders,
  type ReminderChange,
  type ReminderOutcome,
  type RemindersView,
  type ShownSeries,
} from './reminders';
