import { CALENDAR_PRESETS } from '../../../../packages/runtime/src/calendar';
import {
  CalendarCitySchema,
  CalendarPresetSchema,
  CalendarPreviewSchema,
  CalendarSchema,
} from '../../../../packages/runtime/src/http/schemas/calendar';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeAll(async () => {
  http = await openHttp({ AFTERCART_TIME_ZONE: 'Asia/Jerusalem' });
});
afterAll(async () => {
  await http.close();
});

test('an operator applies a preset, looks at the next days, and takes it back', async () => {
  const presets = (await http.api('GET', '/calendars/presets')).body.data;
  expect(presets.flatMap((preset: unknown) => deviations(CalendarPresetSchema, preset))).toEqual([]);
  const israel = presets.find(({ id }: { id: string }) => id === 'israel');
  const saved = await http.api('PUT', '/calendars/default', israel.settings);
  expect(saved).toMatchObject({ status: 200, body: { channel: 'default', settings: israel.settings } });
  expect(deviations(CalendarSchema, saved.body)).toEqual([]);
  expect((await http.api('GET', '/calendars')).body).toEqual({ data: [saved.body] });
  expect((await http.api('GET', '/calendars/default')).body).toEqual(saved.body);

  const query = 'channel=email&timeZone=Asia/Jerusalem&days=3&from=2026-11-27T08:00:00Z';
  const preview = await http.api('GET', `/calendars/preview?${query}`);
  expect(deviations(CalendarPreviewSchema, preview.body)).toEqual([]);
  const told = preview.body.spans.map(({ localFrom, localTo, reason }: any) => [localFrom, localTo, reason]);
  expect(preview.body).toMatchObject({ timeZone: 'Asia/Jerusalem', place: 'Jerusalem' });
  expect(told).toEqual([
    ['2026-11-27 10:00', '2026-11-27 13:00', null],
    ['2026-11-27 13:00', '2026-11-27 15:55', 'CALENDAR_HOURS'],
    ['2026-11-27 15:55', '2026-11-28 17:17', 'CALENDAR_SABBATH'],
    ['2026-11-28 17:17', '2026-11-28 22:00', null],
    ['2026-11-28 22:00', '2026-11-29 00:00', 'CALENDAR_HOURS'],
    ['2026-11-29 00:00', '2026-11-29 09:00', 'CALENDAR_HOURS'],
    ['2026-11-29 09:00', '2026-11-29 20:00', null],
    ['2026-11-29 20:00', '2026-11-30 00:00', 'CALENDAR_HOURS'],
    ['2026-11-30 00:00', '2026-11-30 09:00', 'CALENDAR_HOURS'],
    ['2026-11-30 09:00', '2026-11-30 10:00', null],
  ]);
  const usual = await http.api('GET', '/calendars/preview');
  const { spans } = usual.body;
  expect(Date.parse(spans.at(-1).to) - Date.parse(spans[0].from)).toBe(14 * 86_400_000);
  expect(spans.slice(1).every(({ from }: any, index: number) => from === spans[index].to)).toBe(true);

  expect((await http.api('DELETE', '/calendars/default')).status).toBe(204);
  expect(await http.api('DELETE', '/calendars/default')).toMatchObject({
    status: 404,
    body: { code: 'CALENDAR_NOT_FOUND' },
  });
});

test.each(CALENDAR_PRESETS)('the preset $id can be saved for a channel', async ({ settings }) => {
  expect(await http.api('PUT', '/calendars/sms', settings)).toMatchObject({ status: 200, body: { settings } });
});

test('an operator finds the cities by name', async () => {
  const { data } = (await http.api('GET', '/calendars/cities')).body;
  expect(data.length).toBeGreaterThanOrEqual(50);
  expect(data.flatMap((city: unknown) => deviations(CalendarCitySchema, city))).toEqual([]);
  expect(data.find(({ id }: any) => id === 'haifa')).toMatchObject({ candleLightingMinutes: 30, country: 'IL' });
});

test.each([
  ['PUT', '/calendars/fax', {}, 400, 'BODY_INVALID'],
  ['PUT', '/calendars/email', { quietHours: { from: 'late', to: '08:00' } }, 400, 'CALENDAR_INVALID'],
  ['PUT', '/calendars/email', [], 400, 'CALENDAR_INVALID'],
  ['PUT', '/calendars/email', { hours: {} }, 400, 'CALENDAR_NEVER_OPENS'],
  ['GET', '/calendars/push', undefined, 404, 'CALENDAR_NOT_FOUND'],
  ['GET', '/calendars/preview?timeZone=Nowhere', undefined, 400, 'CALENDAR_INVALID'],
  ['GET', '/calendars/preview?city=Atlantis', undefined, 400, 'CALENDAR_INVALID'],
  ['GET', '/calendars/preview?from=soon', undefined, 400, 'CALENDAR_INVALID'],
  ['GET', '/calendars/preview?from=%2B275760-09-13T00:00:00Z', undefined, 400, 'CALENDAR_INVALID'],
  ['GET', '/calendars/preview?days=1000', undefined, 400, 'BODY_INVALID'],
] as const)('%s %s with %j is refused with a code', async (method, route, body, status, code) => {
  expect(await http.api(method, route, body)).toMatchObject({ status, body: { code } });
});
