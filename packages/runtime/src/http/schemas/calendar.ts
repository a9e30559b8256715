import { Type } from '@sinclair/typebox';

import { CLOSING_REASONS, DEFAULT_CALENDAR, WEEKDAYS, type CalendarChannel } from '../../calendar';
import { CHANNELS } from '../../consent';
import { anyObject, instant, nullable, oneOf } from './basics';

const STRICT = { additionalProperties: false };

/** Written as a record so that the compiler misses none. */
const CHANNEL_NAMES = [DEFAULT_CALENDAR, ...CHANNELS] as const satisfies readonly CalendarChannel[];
export const CALENDAR_CHANNEL = oneOf(CHANNEL_NAMES, {
  description: 'A channel, or `default` for those that have no calendar of their own.',
});

const TIME = Type.String({ description: '`09:30`; `24:00` ends a day.' });
const WINDOW = Type.Object({ from: TIME, to: TIME }, STRICT);
const WINDOWS = Type.Array(WINDOW);
const DATE = Type.String({ description: '`2026-12-24`' });

export const CalendarSettingsSchema = Type.Object(
  {
    hours: Type.Optional(
      nullable(Type.Object(Object.fromEntries(WEEKDAYS.map((day) => [day, Type.Optional(WINDOWS)])), STRICT), {
        description: "Windows of each day of the week, in the contact's time zone. A day without any is closed.",
      }),
    ),
    quietHours: Type.Optional(
      nullable(WINDOW, { description: 'Closed each day; over midnight where `from` is later.' }),
    ),
    sabbath: Type.Optional(
      nullable(
        Type.Object(
          {
            candleLightingMinutes: Type.Optional(
              nullable(Type.Integer(), { description: 'Before sunset; null for the custom of the city.' }),
            ),
            nightfallMinutes: Type.Optional(Type.Integer({ description: 'After sunset; 42 where left out.' })),
          },
          STRICT,
        ),
      ),
    ),
    holidays: Type.Optional(
      nullable(oneOf(['israel', 'diaspora', 'contact']), {
        description: 'Yom Tov of one day (Israel), of two (diaspora), or as where the contact is.',
      }),
    ),
    ramadan: Type.Optional(
      nullable(
        Type.Object(
          {
            from: Type.Optional(oneOf(['dawn', 'sunrise'])),
            shiftDays: Type.Optional(Type.Integer({ minimum: -1, maximum: 1 })),
          },
          STRICT,
        ),
      ),
    ),
    days: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.Optional(nullable(Type.String())),
            from: DATE,
            to: Type.Optional(DATE),
            hours: Type.Optional(WINDOWS),
          },
          STRICT,
        ),
        { description: 'Dates that are closed, or have `hours` of their own. Of several the last one counts.' },
      ),
    ),
    city: Type.Optional(
      nullable(Type.String(), { description: 'Whose sunset counts for contacts in its time zone. By id or name.' }),
    ),
  },
  {
    ...STRICT,
    $id: 'CalendarSettings',
    examples: [
      {
        quietHours: { from: '21:00', to: '08:00' },
        sabbath: { candleLightingMinutes: null, nightfallMinutes: 42 },
        holidays: 'contact',
        days: [{ name: 'Memorial Day', from: '2027-05-12' }],
        city: 'tel-aviv',
      },
    ],
  },
);

export const CalendarSchema = Type.Object(
  { channel: CALENDAR_CHANNEL, settings: anyObject({ description: 'CalendarSettings' }), updatedAt: instant() },
  { $id: 'Calendar' },
);

export const CalendarPresetSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    summary: Type.String(),
    settings: anyObject({ description: 'CalendarSettings' }),
  },
  { $id: 'CalendarPreset' },
);

export const CalendarCitySchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    names: Type.Array(Type.String(), { description: 'What else it is found by.' }),
    country: Type.String(),
    timeZone: Type.String(),
    candleLightingMinutes: Type.Integer(),
  },
  { $id: 'CalendarCity' },
);

export const CalendarPreviewSchema = Type.Object(
  {
    channel: CALENDAR_CHANNEL,
    timeZone: Type.String(),
    place: Type.String({ description: 'Where the sun is looked at.' }),
    spans: Type.Array(
      Type.Object({
        from: instant(),
        to: instant(),
        localFrom: Type.String({ description: 'On the wall of the time zone: `2026-11-27 16:15`.' }),
        localTo: Type.String(),
        isOpen: Type.Boolean(),
        reason: nullable(oneOf(CLOSING_REASONS)),
        detail: nullable(Type.String()),
      }),
      { description: 'What follows what, without a gap.' },
    ),
  },
  { $id: 'CalendarPreview' },
);

export const PREVIEW_QUERY = Type.Object({
  channel: Type.Optional(CALENDAR_CHANNEL),
  timeZone: Type.Optional(Type.String({ description: "The contact's; the workspace's where left out." })),
  country: Type.Optional(Type.String({ description: 'The country of the contact, e.g. `IL`.' })),
  city: Type.Optional(Type.String({ description: 'The city of the contact, as in the table of cities.' })),
  days: Type.Integer({ minimum: 1, maximum: 60, default: 14 }),
  from: Type.Optional(Type.String({ description: 'An instant as ISO 8601; now where left out.' })),
});
