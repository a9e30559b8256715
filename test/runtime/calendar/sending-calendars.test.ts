import { CalendarStore, SendingCalendars } from '../../../packages/runtime/src/calendar';
import type { Database } from '../../../packages/runtime/src/db';
import { databases } from '../../support/databases';

const AT = Date.parse('2026-11-25T22:00:00Z');
const NIGHT = { quietHours: { from: '21:00', to: '08:00' } };
const MORNING = Date.parse('2026-11-26T08:00:00Z');

describe.each(databases())('on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.write((tx) =>
      tx.run(
        `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'One', 'UTC', 'en', 0), (2, 'Two', 'Asia/Dubai', 'en', 0)`,
      ),
    );
  });
  afterEach(async () => {
    await database.write((tx) => tx.run('DELETE FROM sending_calendar'));
  });
  afterAll(async () => {
    await database.close();
  });

  /** A server on the database; its clock for ages of what it remembers stands still until it is moved. */
  function server() {
    const elapsed = { ms: 0 };
    const calendars = new SendingCalendars(() => elapsed.ms);
    const store = new CalendarStore(database, { now: () => AT }, calendars);
    const look = async (channel: 'email' | 'sms' = 'email', workspace = 1) =>
      await database.write((tx) => calendars.look(tx, { workspace, channel, timeZone: null, country: null, at: AT }));
    return { elapsed, calendars, store, look };
  }

  test('a workspace without a calendar sends at all times', async () => {
    expect(await server().look()).toEqual({ isOpen: true });
  });

  test('an operator who saves a calendar finds that the next message obeys it', async () => {
    const { store, look } = server();
    expect(await look()).toEqual({ isOpen: true });
    await store.put(1, 'default', NIGHT);
    expect(await look()).toMatchObject({ isOpen: false, opensAt: MORNING, reason: 'CALENDAR_QUIET_HOURS' });
    await store.put(1, 'sms', {});
    expect(await look('sms')).toEqual({ isOpen: true });
    expect(await look('email')).toMatchObject({ isOpen: false });
    await store.delete(1, 'sms');
    expect(await look('sms')).toMatchObject({ isOpen: false });
    await store.delete(1, 'default');
    expect(await look('sms')).toEqual({ isOpen: true });
  });

  test('a calendar that another server saved, replaced or deleted holds here a second later', async () => {
    const [here, there] = [server(), server()];
    expect(await here.look()).toEqual({ isOpen: true });
    await there.store.put(1, 'default', NIGHT);
    here.elapsed.ms += 1_000;
    expect(await here.look()).toMatchObject({ isOpen: false, opensAt: MORNING });
    await there.store.put(1, 'default', { quietHours: { from: '21:00', to: '09:00' } });
    here.elapsed.ms += 1_000;
    expect(await here.look()).toMatchObject({ isOpen: false, opensAt: MORNING + 3_600_000 });
    await there.store.delete(1, 'default');
    here.elapsed.ms += 1_000;
    expect(await here.look()).toEqual({ isOpen: true });
  });

  test('a second look within a second asks the database nothing', async () => {
    const { calendars, elapsed } = server();
    const question = { workspace: 1, channel: 'email', timeZone: null, at: AT } as const;
    let asked = 0;
    const counting = {
      dialect: database.dialect,
      all: async <Row>(sql: string, parameters?: readonly unknown[]) => {
        asked += 1;
        return await database.all<Row>(sql, parameters);
      },
      get: async <Row>(sql: string, parameters?: readonly unknown[]) => await database.get<Row>(sql, parameters),
    };
    await calendars.look(counting, question);
    elapsed.ms += 999;
    await calendars.look(counting, question);
    expect(asked).toBe(1);
    elapsed.ms += 1;
    await calendars.look(counting, question);
    expect(asked).toBe(2);
  });

  test('what one workspace closes stays open in another one, whose zone counts for its contacts', async () => {
    const { store, look } = server();
    await store.put(1, 'default', NIGHT);
    expect(await look('email', 2)).toEqual({ isOpen: true });
    await store.put(2, 'default', NIGHT);
    expect(await look('email', 2)).toMatchObject({ opensAt: Date.parse('2026-11-26T04:00:00Z') });
  });

  test('a calendar that is saved while it is being read is not forgotten', async () => {
    const { store, calendars, look } = server();
    const slow = {
      dialect: database.dialect,
      get: async <Row>(sql: string, parameters?: readonly unknown[]) => await database.get<Row>(sql, parameters),
      all: async <Row>(sql: string, parameters?: readonly unknown[]) => {
        const before = await database.all<Row>(sql, parameters);
        await store.put(1, 'default', NIGHT);
        return before;
      },
    };
    await calendars.load(slow, 1);
    expect(await look()).toMatchObject({ isOpen: false });
  });

  test('what an operator saves is read back as it is understood', async () => {
    const { store } = server();
    const day = { name: 'Memorial Day', from: '2027-05-12' };
    const saved = await store.put(1, 'email', { sabbath: {}, city: 'תל אביב', days: [day] });
    expect(saved.settings).toEqual({
      ...{ hours: null, quietHours: null, holidays: null, ramadan: null, city: 'tel-aviv' },
      sabbath: { candleLightingMinutes: null, nightfallMinutes: 42 },
      days: [{ ...day, to: '2027-05-12', hours: [] }],
    });
    expect(await store.get(1, 'email')).toEqual(saved);
    expect(await store.list(1)).toEqual([saved]);
    await expect(store.get(1, 'default')).rejects.toMatchObject({ code: 'CALENDAR_NOT_FOUND' });
    await expect(store.delete(2, 'email')).rejects.toMatchObject({ code: 'CALENDAR_NOT_FOUND' });
  });

  test.each([
    [{ quietHours: { from: '9', to: '10:00' } }, 'CALENDAR_INVALID', /quietHours\.from: must be a time of day/],
    [{ quietHours: { from: '09:00', to: '09:00' } }, 'CALENDAR_INVALID', /quietHours: must not end when it begins/],
    [{ hours: { monday: [{ from: '20:00', to: '08:00' }] } }, 'CALENDAR_INVALID', /hours\.monday\.0: must end after/],
    [{ days: [{ from: '2026-02-30' }] }, 'CALENDAR_INVALID', /days\.0\.from: must be a date/],
    [{ days: [{ from: '2026-12-02', to: '2026-12-01' }] }, 'CALENDAR_INVALID', /must not end before it begins/],
    [{ city: 'Atlantis' }, 'CALENDAR_INVALID', /"Atlantis" is not in the table/],
    [{ sabbath: {} }, 'CALENDAR_INVALID', /say whose sunset counts/],
    [{ colour: 'red' }, 'CALENDAR_INVALID', /colour/],
    [{ hours: {} }, 'CALENDAR_NEVER_OPENS', /does not open within 400 days/],
    [{ quietHours: { from: '00:00', to: '24:00' } }, 'CALENDAR_NEVER_OPENS', /Leave some hours open/],
    [
      { hours: { saturday: [{ from: '09:00', to: '12:00' }] }, sabbath: {}, city: 'haifa' },
      'CALENDAR_NEVER_OPENS',
      /400/,
    ],
  ])('a calendar like %j is not saved', async (json, code, message) => {
    const { store, look } = server();
    await expect(store.put(1, 'default', json)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await look()).toEqual({ isOpen: true });
  });
});
