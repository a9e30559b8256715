import type { Database } from '../db';
import { CodedUserError, type Clock } from '../shared';
import type { CalendarSettings } from './calendar-settings';
import type { CalendarChannel } from './loaded-calendars';
import { checkCalendar, parseCalendar } from './parse-calendar';
import type { SendingCalendars } from './sending-calendars';

/** A calendar as it is stored. */
export interface StoredCalendar {
  readonly channel: CalendarChannel;
  readonly settings: CalendarSettings;
  readonly updatedAt: number;
}

interface Row {
  readonly channel: CalendarChannel;
  readonly settings: string;
  readonly updatedAt: number | string;
}

const COLUMNS = 'channel AS "channel", settings AS "settings", updated_at AS "updatedAt"';

/** The calendars of workspaces as people make them. */
export class CalendarStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendars: Pick<SendingCalendars, 'changed' | 'load'>,
  ) {}

  /** By channel. */
  async list(workspace: number): Promise<StoredCalendar[]> {
    const rows = await this.database.all<Row>(
      `SELECT ${COLUMNS} FROM sending_calendar WHERE workspace = ? ORDER BY channel`,
      [workspace],
    );
    return rows.map(toCalendar);
  }

  /** @throws CALENDAR_NOT_FOUND where the channel has no calendar of its own */
  async get(workspace: number, channel: CalendarChannel): Promise<StoredCalendar> {
    const row = await this.database.get<Row>(
      `SELECT ${COLUMNS} FROM sending_calendar WHERE workspace = ? AND channel = ?`,
      [workspace, channel],
    );
    if (row) return toCalendar(row);
    throw notFound(channel);
  }

  /** Makes, or replaces, the calendar of a channel. @throws CALENDAR_INVALID, CALENDAR_NEVER_OPENS */
  async put(workspace: number, channel: CalendarChannel, json: unknown): Promise<StoredCalendar> {
    const settings = parseCalendar(json);
    const { timeZone } = await this.calendars.load(this.database, workspace);
    const updatedAt = this.clock.now();
    checkCalendar(settings, { timeZone, now: updatedAt });
    await this.database.write(async (tx) => {
      await tx.run(
        `INSERT INTO sending_calendar (workspace, channel, settings, updated_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (workspace, channel) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`,
        [workspace, channel, JSON.stringify(settings), updatedAt],
      );
      tx.afterCommit(() => this.calendars.changed(workspace));
    });
    return { channel, settings, updatedAt };
  }

  /** Takes a calendar away: the channel follows the default one, or is always open. @throws CALENDAR_NOT_FOUND */
  async delete(workspace: number, channel: CalendarChannel): Promise<void> {
    await this.database.write(async (tx) => {
      const sql = 'DELETE FROM sending_calendar WHERE workspace = ? AND channel = ?';
      if ((await tx.run(sql, [workspace, channel])) === 0) throw notFound(channel);
      tx.afterCommit(() => this.calendars.changed(workspace));
    });
  }
}

function toCalendar({ channel, settings, updatedAt }: Row): StoredCalendar {
  return { channel, settings: JSON.parse(settings) as CalendarSettings, updatedAt: Number(updatedAt) };
}

function notFound(channel: CalendarChannel): CodedUserError {
  const message = `There is no calendar of its own for "${channel}". Make one with PUT /api/v1/calendars/${channel}.`;
  return new CodedUserError('CALENDAR_NOT_FOUND', message, { channel });
}
