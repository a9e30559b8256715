import { DateWatches } from '../../../packages/runtime/src/dates';
import type { Database } from '../../../packages/runtime/src/db';
import { EventLog, publisher, type DateSpec, type StoredEvent } from '../../../packages/runtime/src/events';
import { ContactWriter } from '../../../packages/runtime/src/contacts';
import { silentLogger, wallTimeOf } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { seededRandom } from '../audiences/random-sales';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T12:00:00Z');
const BIRTHDAY: DateSpec = {
  field: 'attributes.birthday',
  offset: { amount: 0, unit: 'days' },
  timeOfDay: { hour: 9, minute: 0 },
  zone: 'contact',
  repeat: 'yearly',
  leapDay: 'february28',
  lateHours: 12,
};

describe.each(databases())('dates of contacts on %s', (_name, open) => {
  let database: Database;
  let now: number;
  const clock = { now: () => now };
  const told: StoredEvent[] = [];

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    for (const table of ['date_watch', 'date_watch_user', 'date_due']) {
      await database.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
    now = START;
    told.length = 0;
    await setZone('Asia/Jerusalem');
    await database.write((tx) =>
      tx.run(
        `INSERT INTO attribute (workspace, name, type, created_at) VALUES (1, 'birthday', 'date', 1), (1, 'renewal', 'date', 1)`,
      ),
    );
  });
  afterAll(() => database.close());

  const setZone = async (timeZone: string) =>
    await database.write((tx) =>
      tx.run(
        `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Default', ?, 'en', 1)
         ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone`,
        [timeZone],
      ),
    );

  /** One server's part of the product: several share the database. */
  function server({ failAfter = Infinity } = {}) {
    const events = new EventLog(database);
    let routed = 0;
    const route = async (tx: Parameters<typeof dates.onEvent>[0], event: StoredEvent) => {
      await dates.onEvent(tx, event);
      if (event.type !== 'date.reached') return;
      routed += 1;
      if (routed > failAfter) throw new Error('the server died');
      tx.afterCommit(() => told.push(event));
    };
    const dates: DateWatches = new DateWatches({ database, clock, logger: silentLogger, events, route });
    const publish = publisher({ events, route, clock });
    const writer = new ContactWriter({
      ...{ database, clock, publish },
      mergeEntries: async () => undefined,
      mergeScores: async () => undefined,
      end: async () => undefined,
    });
    return { dates, writer };
  }

  async function watching(specs: DateSpec[] = [BIRTHDAY], usedBy: 'workflow:w' | 'workflow:x' = 'workflow:w') {
    const one = server();
    await watch(one.dates, specs, usedBy);
    return one;
  }
  async function watch(dates: DateWatches, specs: DateSpec[], usedBy: 'workflow:w' | 'workflow:x' = 'workflow:w') {
    await database.write((tx) => dates.set(tx, { workspace: 1, usedBy }, specs));
    if (database.dialect === 'postgres') now += 10_000;
    await dates.look();
  }
  const add = async (
    { writer }: Pick<ReturnType<typeof server>, 'writer'>,
    email: string,
    fields: { timeZone?: string; country?: string; birthday?: string; renewal?: string } = {},
  ) => {
    const { birthday, renewal, ...more } = fields;
    const attributes = { ...(birthday && { birthday }), ...(renewal && { renewal }) };
    return (await writer.upsert(1, { email, ...more, attributes })).contact.id;
  };
  const at = (iso: string) => (now = Date.parse(iso));
  const dayOf = ({ payload, occurredAt }: StoredEvent) =>
    `${payload.contact?.email?.split('@')[0]} ${payload.date?.occurrence} ${new Date(occurredAt).toISOString()}`;

  test('each contact has one birthday each year, at nine in the morning where they live', async () => {
    const random = seededRandom(7);
    const zones = ['Asia/Jerusalem', 'Asia/Riyadh', 'America/New_York', 'Pacific/Apia'];
    const one = await watching();
    const people = new Map<number, { zone: string; birthday: string }>();
    for (let index = 0; index < 60; index++) {
      const zone = zones[index % zones.length] ?? 'UTC';
      const day = new Date(Date.UTC(1960 + Math.floor(random() * 45), 0, 1 + Math.floor(random() * 366)));
      // The days around changes of clocks, and a leap day, are among them.
      const birthday =
        ['1988-02-29', '1990-03-27', '1991-10-25', '1975-03-08', '1976-11-01'][index] ?? day.toISOString().slice(0, 10);
      people.set(await add(one, `p${index}@example.com`, { timeZone: zone, birthday }), { zone, birthday });
    }
    now = Date.parse('2027-01-01T12:00:00Z');
    told.length = 0;
    await one.dates.look();
    told.length = 0;
    const counts = new Map<string, number>();
    for (const end = Date.parse('2030-01-01T12:00:00Z'); now < end; now += 6 * HOUR) {
      await one.dates.look();
      for (const { contact, occurredAt, payload } of told.splice(0)) {
        const { zone, birthday } = people.get(contact ?? 0)!;
        const wall = wallTimeOf(occurredAt, zone);
        const year = wall.year;
        const isLeap = birthday.endsWith('-02-29') && year % 4 !== 0;
        const day = `${String(wall.month).padStart(2, '0')}-${String(wall.day).padStart(2, '0')}`;
        expect([wall.hour, wall.minute, day]).toEqual([9, 0, isLeap ? '02-28' : birthday.slice(5)]);
        expect(payload.date).toMatchObject({
          occurrence: String(year),
          years: year - Number(birthday.slice(0, 4)),
          isTooLate: false,
        });
        expect(now - occurredAt).toBeLessThan(6 * HOUR);
        counts.set(`${contact} ${year}`, (counts.get(`${contact} ${year}`) ?? 0) + 1);
      }
    }
    const expected = [...people.keys()].flatMap((id) => [2027, 2028, 2029].map((year) => `${id} ${year}`));
    // On 1 January 2027 and 2030 noon in UTC, every zone's nine o'clock has gone by.
    const early = (id: number) => people.get(id)!.birthday.endsWith('-01-01');
    expect([...counts].filter(([, n]) => n !== 1)).toEqual([]);
    expect(expected.filter((key) => !counts.has(key) && !early(Number(key.split(' ')[0])))).toEqual([]);
  }, 300_000);

  test('a contact who is added on the day itself is told of today before the hour, and next year after it', async () => {
    const one = await watching();
    at('2026-03-10T06:59:00Z');
    await add(one, 'early@example.com', { birthday: '1990-03-10' });
    at('2026-03-10T07:01:00Z');
    await add(one, 'late@example.com', { birthday: '1990-03-10' });
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['early 2026 2026-03-10T07:00:00.000Z']);
    at('2027-03-10T08:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf).sort()).toEqual([
      'early 2026 2026-03-10T07:00:00.000Z',
      'early 2027 2027-03-10T07:00:00.000Z',
      'late 2027 2027-03-10T07:00:00.000Z',
    ]);
  });

  test("where a contact's zone is not known, their country's counts, else the workspace's", async () => {
    const one = await watching();
    await add(one, 'riyadh@example.com', { country: 'SA', birthday: '1990-03-10' });
    await add(one, 'nowhere@example.com', { country: 'US', birthday: '1990-03-10' });
    at('2026-03-11T00:00:00Z');
    await one.dates.look();
    // In one look they are told side by side.
    expect(told.map(dayOf).sort()).toEqual([
      'nowhere 2026 2026-03-10T07:00:00.000Z',
      'riyadh 2026 2026-03-10T06:00:00.000Z',
    ]);
  });

  test('a workflow that is published later tells of what comes, and never of what is past', async () => {
    const before = server();
    await add(before, 'past@example.com', { birthday: '1990-02-27' });
    await add(before, 'coming@example.com', { birthday: '1990-03-02' });
    const one = await watching();
    at('2026-03-03T00:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['coming 2026 2026-03-02T07:00:00.000Z']);
  });

  test('a date that is changed beforehand comes on the new day, and one that is taken away does not come', async () => {
    const one = await watching();
    const id = await add(one, 'dana@example.com', { birthday: '1990-03-10' });
    const other = await add(one, 'omar@example.com', { birthday: '1990-03-10' });
    await one.writer.patch(1, id, { attributes: { birthday: '1990-03-12' } });
    await one.writer.patch(1, other, { attributes: { birthday: null } });
    at('2026-03-11T00:00:00Z');
    await one.dates.look();
    expect(told).toEqual([]);
    at('2026-03-13T00:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['dana 2026 2026-03-12T07:00:00.000Z']);
  });

  test('a birthday that is corrected afterwards is not celebrated twice in one year', async () => {
    const one = await watching();
    const id = await add(one, 'dana@example.com', { birthday: '1990-03-10' });
    at('2026-03-10T08:00:00Z');
    await one.dates.look();
    await one.writer.patch(1, id, { attributes: { birthday: '1990-03-12' } });
    at('2026-03-13T00:00:00Z');
    await one.dates.look();
    at('2027-03-13T00:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['dana 2026 2026-03-10T07:00:00.000Z', 'dana 2027 2027-03-12T07:00:00.000Z']);
  });

  test('a renewal comes 30 and 15 days before and on the day, and again where it is put off', async () => {
    const renewal = (amount: number): DateSpec => ({
      ...BIRTHDAY,
      field: 'attributes.renewal',
      repeat: 'once',
      offset: { amount, unit: 'days' },
    });
    const one = await watching([renewal(-30), renewal(-15), renewal(0)]);
    const id = await add(one, 'dana@example.com', { renewal: '2026-04-15' });
    for (const day of ['2026-03-17', '2026-04-01', '2026-04-16', '2026-05-01']) {
      at(`${day}T00:00:00Z`);
      await one.dates.look();
    }
    expect(told.map(({ payload }) => [payload.date?.occurrence, payload.date?.offset.amount])).toEqual([
      ['2026-04-15', -30],
      ['2026-04-15', -15],
      ['2026-04-15', 0],
    ]);
    await one.writer.patch(1, id, { attributes: { renewal: '2026-06-10' } });
    at('2026-07-01T00:00:00Z');
    await one.dates.look();
    expect(told.slice(3).map(({ payload }) => [payload.date?.occurrence, payload.date?.offset.amount])).toEqual([
      ['2026-06-10', -30],
      ['2026-06-10', -15],
      ['2026-06-10', 0],
    ]);
  });

  test('a contact who moves is told at their new morning, once, also where it has gone by already', async () => {
    const one = await watching();
    const west = await add(one, 'west@example.com', { timeZone: 'Asia/Jerusalem', birthday: '1990-03-10' });
    const east = await add(one, 'east@example.com', { timeZone: 'America/New_York', birthday: '1990-03-10' });
    at('2026-03-10T08:00:00Z'); // ten in Jerusalem, four in New York
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['west 2026 2026-03-10T07:00:00.000Z']);
    await one.writer.patch(1, west, { timeZone: 'America/New_York' });
    await one.writer.patch(1, east, { timeZone: 'Asia/Jerusalem' });
    await one.dates.look();
    at('2026-03-10T20:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['west 2026 2026-03-10T07:00:00.000Z', 'east 2026 2026-03-10T07:00:00.000Z']);
  });

  test('a workspace that moves takes along the contacts whose zone is not known', async () => {
    const one = await watching();
    await add(one, 'dana@example.com', { birthday: '1990-03-10' });
    await setZone('America/New_York');
    await one.dates.look();
    at('2026-03-11T00:00:00Z');
    await one.dates.look();
    expect(told.map(dayOf)).toEqual(['dana 2026 2026-03-10T13:00:00.000Z']);
  });

  test('after the server was down dates are made up for within the hours that the trigger allows; later ones say so', async () => {
    const one = await watching();
    await add(one, 'late@example.com', { birthday: '1990-03-10' });
    await add(one, 'tooLate@example.com', { birthday: '1990-03-09' });
    at('2026-03-10T19:00:00Z');
    await one.dates.look();
    expect(told.map(({ payload }) => [payload.contact?.email, payload.date?.isTooLate]).sort()).toEqual([
      ['late@example.com', false],
      ['toolate@example.com', true],
    ]);
    // After years of it, one occurrence is told and none of those in between.
    at('2030-06-01T00:00:00Z');
    await one.dates.look();
    await one.dates.look();
    expect(told.slice(2).map(({ payload }) => payload.date?.occurrence)).toEqual(['2027', '2027']);
  });

  test('two servers that look at once tell each contact once', async () => {
    const one = await watching();
    for (let index = 0; index < 250; index++) await add(one, `p${index}@example.com`, { birthday: '1990-03-10' });
    const two = server();
    at('2026-03-10T08:00:00Z');
    await Promise.all([one.dates.look(), two.dates.look()]);
    await Promise.all([one.dates.look(), two.dates.look()]);
    expect(told).toHaveLength(250);
    expect(new Set(told.map(({ contact }) => contact)).size).toBe(250);
  }, 60_000);

  test('a server that dies among a hundred birthdays leaves the rest to the next one', async () => {
    const one = await watching();
    for (let index = 0; index < 120; index++) await add(one, `p${index}@example.com`, { birthday: '1990-03-10' });
    at('2026-03-10T08:00:00Z');
    await server({ failAfter: 37 }).dates.look();
    expect(told.length).toBeLessThan(120);
    await server().dates.look();
    expect(told).toHaveLength(120);
    expect(new Set(told.map(({ contact }) => contact)).size).toBe(120);
  }, 60_000);

  test('contacts who become one person have one birthday', async () => {
    const one = await watching();
    const into = await add(one, 'into@example.com', { timeZone: 'America/New_York' });
    const from = await add(one, 'from@example.com', { timeZone: 'Asia/Jerusalem', birthday: '1990-03-10' });
    at('2026-03-10T08:00:00Z');
    await one.dates.look();
    await one.writer.merge(1, into, from);
    at('2026-03-10T20:00:00Z');
    await one.dates.look();
    at('2027-03-10T20:00:00Z');
    await one.dates.look();
    expect(told.map(({ payload }) => payload.date?.occurrence)).toEqual(['2026', '2027']);
    expect(told[1]?.contact).toBe(into);
  });

  test('two workflows that wait for the same share it; once nobody wants it, its rows are gone', async () => {
    const one = await watching();
    await watch(one.dates, [BIRTHDAY], 'workflow:x');
    await add(one, 'dana@example.com', { birthday: '1990-03-10' });
    expect(await database.all('SELECT id FROM date_watch')).toHaveLength(1);
    await watch(one.dates, []);
    at('2026-03-10T08:00:00Z');
    await one.dates.look();
    expect(told).toHaveLength(1);
    await watch(one.dates, [], 'workflow:x');
    expect(await database.all('SELECT watch FROM date_due')).toEqual([]);
    expect(await database.all('SELECT id FROM date_watch')).toEqual([]);
  });

  test('thousands of contacts are written down in steps, and those without the date not at all', async () => {
    await database.write(async (tx) => {
      for (let id = 1; id <= 1_500; id++) {
        await tx.run(`INSERT INTO contact (id, workspace, attributes, created_at, updated_at) VALUES (?, 1, ?, 1, 1)`, [
          id,
          id % 3 === 0 ? '{}' : '{"birthday":"1990-03-10"}',
        ]);
      }
    });
    await watching();
    expect(await database.all('SELECT contact FROM date_due')).toHaveLength(1_000);
    expect(await database.all('SELECT id FROM date_watch WHERE filled_to IS NOT NULL')).toEqual([]);
  });

  test('the anniversary of the first order follows the orders', async () => {
    const one = await watching([
      { ...BIRTHDAY, field: 'firstOrder' },
      { ...BIRTHDAY, field: 'createdAt' },
    ]);
    const id = await add(one, 'dana@example.com');
    const order = async (at: number, number: number) =>
      await database.write(async (tx) => {
        await tx.run(
          `INSERT INTO orders (id, workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping, refunded, placed_at, modified_at, is_deleted)
           VALUES (?, 1, 'shop', ?, '1', ?, 'completed', 'EUR', 100, 0, 0, 0, 0, ?, ?, 0)`,
          [number, String(number), id, at, at],
        );
        const event = {
          workspace: 1,
          type: 'order.placed',
          contact: id,
          shop: null,
          occurredAt: at,
          dedupeKey: `o${number}`,
        };
        await one.dates.onEvent(tx, {
          ...event,
          id: number,
          receivedAt: at,
          payload: { event: { type: 'order.placed', occurredAt: '' } },
        });
      });
    await order(START + 30 * DAY, 1);
    await order(START + 10 * DAY, 2);
    at('2027-06-01T00:00:00Z');
    await one.dates.look();
    expect(
      told.map(({ payload, occurredAt }) => [
        payload.date?.field,
        payload.date?.years,
        new Date(occurredAt).toISOString(),
      ]),
    ).toEqual([
      ['createdAt', 1, '2027-03-01T07:00:00.000Z'],
      ['firstOrder', 1, '2027-03-11T07:00:00.000Z'],
    ]);
  });
});
