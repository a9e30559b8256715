import { CalendarStore, CALENDAR_PRESETS, SendingCalendars } from '../../../packages/runtime/src/calendar';
import type { Database } from '../../../packages/runtime/src/db';
import { calendarForContacts } from '../../../packages/runtime/src/wiring';
import { databases, empty } from '../../support/databases';
import { openArbiter, storeMessage, storeWorkspace } from '../messages/arbiter/arbiter-bed';

/** Friday evening in Jerusalem, with the Sabbath begun; noon has passed in London. */
const FRIDAY = Date.parse('2026-11-27T15:30:00Z');

describe.each(databases())('the sending calendar, asked by the arbiter, on %s', (_name, open) => {
  let database: Database;
  let bed: Awaited<ReturnType<typeof openArbiter>>;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await empty(database);
    await storeWorkspace(database);
    const calendars = new SendingCalendars();
    bed = await openArbiter(database, { calendar: calendarForContacts(calendars) });
    bed.clock.advance(FRIDAY - bed.clock.now());
    await bed.contacts(1, 2);
    await database.write(async (tx) => {
      await tx.run(`UPDATE contact SET country = 'IL', time_zone = NULL WHERE id = 1`);
      await tx.run(`UPDATE contact SET country = 'GB', time_zone = 'Europe/London' WHERE id = 2`);
    });
    await useCalendar(new CalendarStore(database, bed.clock, calendars));
  });

  const israel = CALENDAR_PRESETS.find(({ id }) => id === 'israel')!;
  const useCalendar = async (store: CalendarStore) => await store.put(1, 'default', israel.settings);

  test('a contact in Israel gets nothing on the Sabbath and the mail when it is over; one in London gets it now', async () => {
    const inIsrael = await storeMessage(database, { contact: 1 });
    const inLondon = await storeMessage(database, { contact: 2 });
    expect(await bed.judge()).toEqual([inLondon]);
    const message = await bed.message(inIsrael);
    expect(message).toMatchObject({ verdict: 'defer', status: 'queued', reasonCode: 'SENDING_CLOSED' });
    expect(message.reason).toMatch(/^SENDING_CLOSED: CALENDAR_/);
    const saturday = new Date(message.dueAt ?? 0).toISOString();
    expect(saturday >= '2026-11-28T15:10' && saturday < '2026-11-28T15:30').toBe(true);

    bed.clock.advance((message.dueAt ?? 0) - bed.clock.now());
    expect(await bed.judge()).toEqual([inIsrael]);
  });

  test('an order confirmation goes out on the Sabbath, too', async () => {
    const receipt = await storeMessage(database, { contact: 1, purpose: 'transactional' });
    expect(await bed.judge()).toEqual([receipt]);
  });

  test('a promotion that is not to wait is skipped with the reason', async () => {
    const skips = await storeMessage(database, { contact: 1, onClosed: 'skip' });
    expect(await bed.judge()).toEqual([]);
    expect(await bed.message(skips)).toMatchObject({ status: 'skipped', errorCode: 'SENDING_CLOSED' });
  });
});
