import type { Queries } from '../db';
import type { CalendarSettings } from './calendar-settings';
import { LoadedCalendars } from './loaded-calendars';

interface Row {
  readonly timeZone: string;
  readonly channel: string | null;
  readonly settings: string | null;
}

/** Reads all calendars of a workspace; two reads with one fingerprint say the same. */
export async function readCalendars(
  queries: Queries,
  workspace: number,
): Promise<{ fingerprint: string; calendars: LoadedCalendars }> {
  const rows = await queries.all<Row>(
    `SELECT workspace.time_zone AS "timeZone", calendar.channel AS "channel", calendar.settings AS "settings"
       FROM workspace LEFT JOIN sending_calendar calendar ON calendar.workspace = workspace.id
      WHERE workspace.id = ? ORDER BY calendar.channel`,
    [workspace],
  );
  const byChannel = new Map<string, CalendarSettings>();
  for (const { channel, settings } of rows) {
    if (channel !== null && settings !== null) byChannel.set(channel, JSON.parse(settings) as CalendarSettings);
  }
  return {
    fingerprint: JSON.stringify(rows),
    calendars: new LoadedCalendars(rows[0]?.timeZone ?? 'UTC', byChannel),
  };
}
