import { Type } from '@sinclair/typebox';

import { CALENDAR_PRESETS, CITIES, DEFAULT_CALENDAR, findCity } from '../../calendar';
import { CodedUserError, days, isTimeZone } from '../../shared';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentCalendar, presentStretch } from '../present-calendar';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import {
  CALENDAR_CHANNEL,
  CalendarCitySchema,
  CalendarPresetSchema,
  CalendarPreviewSchema,
  CalendarSchema,
  CalendarSettingsSchema,
  PREVIEW_QUERY,
} from '../schemas/calendar';

const TAGS = ['Calendars'];
const CALENDAR = componentOf(CalendarSchema);
const CHANNEL_PARAMS = Type.Object({ channel: CALENDAR_CHANNEL });

/** When messages may go out. */
export function calendarRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { calendarStore: store, workspace } = dependencies;

  app.get(
    '/calendars',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCalendars',
        summary: 'List the sending calendars',
        description: 'A channel without one follows `default`; where there is none either, it is always open.',
        response: answers(Type.Object({ data: Type.Array(CALENDAR) }), 'The calendars, by channel.'),
      },
    },
    async () => ({ data: (await store.list(workspace)).map(presentCalendar) }),
  );

  app.get(
    '/calendars/:channel',
    {
      schema: {
        tags: TAGS,
        operationId: 'getCalendar',
        summary: 'Read the calendar of a channel, or the default one',
        params: CHANNEL_PARAMS,
        response: answers(CALENDAR, 'The calendar.'),
      },
    },
    async ({ params: { channel } }) => presentCalendar(await store.get(workspace, channel)),
  );

  app.put(
    '/calendars/:channel',
    {
      schema: {
        tags: TAGS,
        operationId: 'putCalendar',
        summary: 'Make or replace the calendar of a channel, or the default one',
        params: CHANNEL_PARAMS,
        body: CalendarSettingsSchema,
        response: answers(CALENDAR, 'The calendar, with what was left out filled in.'),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ params: { channel }, body }) => presentCalendar(await store.put(workspace, channel, body)),
  );

  app.delete(
    '/calendars/:channel',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteCalendar',
        summary: 'Let a channel follow the default calendar; without a default one everything is open',
        params: CHANNEL_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { channel } }, reply) => {
      await store.delete(workspace, channel);
      return await reply.code(204).send();
    },
  );

  tableRoutes(app);
  previewRoute(app, dependencies);
}

/** What calendars are made from. */
function tableRoutes(app: ApiApp): void {
  app.get(
    '/calendars/presets',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCalendarPresets',
        summary: 'List calendars to begin with',
        description: 'Put the `settings` of one where they shall hold; nothing applies them by itself.',
        response: answers(Type.Object({ data: Type.Array(componentOf(CalendarPresetSchema)) }), 'The presets.'),
      },
    },
    async () => ({ data: CALENDAR_PRESETS }),
  );

  app.get(
    '/calendars/cities',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCalendarCities',
        summary: 'List the cities whose sunsets calendars know by name',
        response: answers(Type.Object({ data: Type.Array(componentOf(CalendarCitySchema)) }), 'The cities.'),
      },
    },
    async () => ({
      data: CITIES.map(({ id, name, names, country, timeZone, candleLightingMinutes }) => ({
        ...{ id, name, names, country, timeZone, candleLightingMinutes },
      })),
    }),
  );
}

function previewRoute(app: ApiApp, { database, sendingCalendars, clock, workspace }: HttpDependencies): void {
  app.get(
    '/calendars/preview',
    {
      schema: {
        tags: TAGS,
        operationId: 'previewCalendar',
        summary: 'See when messages may go out in the next days, and why not at other times',
        querystring: PREVIEW_QUERY,
        response: answers(componentOf(CalendarPreviewSchema), 'What is open and closed, one after the other.'),
      },
    },
    async ({ query: { channel = DEFAULT_CALENDAR, timeZone = null, country, city, days: count, from: begin } }) => {
      const isKnown: boolean = timeZone === null || isTimeZone(timeZone);
      if (!isKnown) {
        throw invalid(`timeZone: "${timeZone}" is no IANA time zone, such as Asia/Jerusalem`);
      }
      if (city !== undefined && !findCity(city))
        throw invalid(`city: "${city}" is not among GET /api/v1/calendars/cities`);
      const from = begin === undefined ? clock.now() : readInstant(begin);
      const calendars = await sendingCalendars.load(database, workspace);
      const timeline = calendars.timelineFor({ channel, timeZone, country, city });
      const { timeZone: zone, place } = timeline.situation;
      const spans = timeline.between(from, from + days(count).milliseconds);
      return { channel, timeZone: zone, place: place.name, spans: spans.map((each) => presentStretch(each, zone)) };
    },
  );
}

/** Of which time zones are known, and somebody may want to see. */
const [FIRST, LAST] = [Date.UTC(2000, 0), Date.UTC(2060, 0)];

/** @throws CALENDAR_INVALID */
function readInstant(text: string): number {
  const at = Date.parse(text);
  if (!(at >= FIRST && at <= LAST))
    throw invalid(`from: "${text}" is no instant from 2000 to 2060, such as 2026-11-28T09:00:00Z`);
  return at;
}

function invalid(problem: string): CodedUserError {
  return new CodedUserError('CALENDAR_INVALID', `There is nothing to show. ${problem}.`);
}
