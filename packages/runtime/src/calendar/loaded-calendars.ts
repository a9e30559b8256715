import { timeZoneOf } from '../contacts';
import type { ConsentChannel } from '../consent';
import { isTimeZone } from '../shared';
import { OPEN_CALENDAR, type CalendarSettings } from './calendar-settings';
import { findCity } from './cities';
import type { OpeningQuestion } from './next-opening';
import { placeOfZone } from './place-of-zone';
import type { Situation } from './situation';
import { Timeline } from './timeline';

/** The channel whose calendar holds for all that have none of their own. */
export const DEFAULT_CALENDAR = 'default';
export type CalendarChannel = ConsentChannel | typeof DEFAULT_CALENDAR;

/** One for each channel, zone, country and city in use. */
const MOST_TIMELINES = 2_000;

/** The calendars of a workspace. They never change: other settings are another object. What was worked out is kept. */
export class LoadedCalendars {
  private readonly timelines = new Map<string, Timeline>();

  constructor(
    /** The zone of the workspace. */
    readonly timeZone: string,
    private readonly byChannel: ReadonlyMap<string, CalendarSettings>,
  ) {}

  /** A channel's own calendar, else the default one, else one that is always open. Who looks at a page is not disturbed by what it shows. */
  settingsOf(channel: CalendarChannel): CalendarSettings {
    const shared = channel === 'onsite' ? undefined : this.byChannel.get(DEFAULT_CALENDAR);
    return this.byChannel.get(channel) ?? shared ?? OPEN_CALENDAR;
  }

  /** What the calendar of a channel says at each instant, seen from where a contact is. */
  timelineFor({ channel, ...contact }: Whereabouts & Pick<OpeningQuestion, 'channel'>): Timeline {
    const { timeZone, country, city } = contact;
    const key = `${channel}\n${timeZone}\n${country}\n${city}`;
    const known = this.timelines.get(key);
    if (known) return known;
    const settings = this.settingsOf(channel);
    const timeline = new Timeline(settings, situationOf(contact, { settings, timeZone: this.timeZone }));
    if (this.timelines.size >= MOST_TIMELINES) this.timelines.clear();
    this.timelines.set(key, timeline);
    return timeline;
  }
}

type Whereabouts = Pick<OpeningQuestion, 'timeZone' | 'country' | 'city'>;

/** Where a contact is, as far as is known: their city, their zone, the zone of their country, else the workspace's. */
function situationOf(
  contact: Whereabouts,
  { settings, timeZone: workspaceZone }: { readonly settings: CalendarSettings; readonly timeZone: string },
): Situation {
  const city = findCity(contact.city);
  const country = contact.country?.toUpperCase() ?? null;
  const known = isTimeZone(contact.timeZone) ? contact.timeZone : (city?.timeZone ?? timeZoneOf(country));
  const timeZone = known ?? workspaceZone;
  const home = findCity(settings.city);
  const isAtHome = home !== undefined && (known === null || home.timeZone === timeZone);
  const place = city ?? (isAtHome ? home : (placeOfZone(timeZone) ?? home ?? placeOfZone(workspaceZone)));
  return {
    timeZone,
    place: place ?? JERUSALEM,
    isInIsrael: country === null ? ISRAEL_ZONES.has(timeZone) : country === 'IL',
  };
}

const ISRAEL_ZONES: ReadonlySet<string> = new Set(['Asia/Jerusalem', 'Asia/Tel_Aviv', 'Israel']);

/** Where nothing at all is known: settings that need the sun are not saved without a place, so this is for old ones. */
const JERUSALEM = { name: 'Jerusalem', latitude: 31.7683, longitude: 35.2137, candleLightingMinutes: 40 };
