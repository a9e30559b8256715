import { OPEN_CALENDAR, type SendingCalendars } from '../calendar';
import type { SendingCalendar } from '../messages';

interface Whereabouts {
  readonly timeZone: string | null;
  readonly country: string | null;
}

/** The sending calendars, asked by a contact: where they are is read where a calendar closes at all. */
export function calendarForContacts(calendars: SendingCalendars): SendingCalendar {
  return {
    async look(tx, { workspace, channel, contact, at }) {
      const loaded = await calendars.load(tx, workspace);
      if (loaded.settingsOf(channel) === OPEN_CALENDAR) return { isOpen: true };
      const where = await tx.get<Whereabouts>('SELECT time_zone AS "timeZone", country FROM contact WHERE id = ?', [
        contact,
      ]);
      const { timeZone = null, country = null } = where ?? {};
      const opening = await calendars.look(tx, { workspace, channel, timeZone, country, at });
      if (opening.isOpen) return opening;
      return { isOpen: false, opensAt: opening.opensAt, reason: `${opening.reason}: ${opening.detail}` };
    },
  };
}
