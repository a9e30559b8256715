import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { DateWatches } from '../packages/runtime/src/dates';
import { openDatabase } from '../packages/runtime/src/db';
import { EventLog, type DateSpec } from '../packages/runtime/src/events';
import { silentLogger } from '../packages/runtime/src/shared';
import { observe, type Observed } from './report/observe';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import type { Settings } from './settings';

const BIRTHDAY: DateSpec = {
  field: 'attributes.birthday',
  offset: { amount: 0, unit: 'days' },
  timeOfDay: { hour: 9, minute: 0 },
  zone: 'workspace',
  repeat: 'yearly',
  leapDay: 'february28',
  lateHours: 12,
};

/** The next nine o'clock after it. */
const BEFORE = Date.parse('2026-05-17T06:00:00Z');
const MORNING = Date.parse('2026-05-17T09:00:00Z');

/** What a Date Trigger on a birthday costs with so many contacts: writing down when each reaches it, and the sweep of one morning. */
export async function measureDates({ count = 1_000_000 }: Settings): Promise<Report[]> {
  return await withDataFolder(async (folder) => {
    const url = `sqlite:${path.join(folder, 'aftercart.sqlite')}`;
    await (await openDatabase(url)).close();
    fillContacts(folder, count);
    const database = await openDatabase(url);
    const clock = { time: BEFORE, now: () => clock.time };
    const events = new EventLog(database);
    const dates = new DateWatches({ database, clock, logger: silentLogger, events, route: async () => undefined });
    await database.write((tx) => dates.set(tx, { workspace: 1, usedBy: 'workflow:bench' }, [BIRTHDAY]));
    const filling = await observe(() => dates.look());
    const known = await rows('date_due');
    clock.time = MORNING;
    const sweep = await observe(() => dates.look());
    const told = await rows('event');
    const idle = await observe(() => dates.look());
    await database.close();
    const lines: Line[] = [
      { measure: 'contacts whose date is written down', value: known, unit: 'contacts' },
      ...costOf('writing down', filling, known),
      { measure: 'contacts who reach it that morning', value: told, unit: 'contacts' },
      ...costOf('the sweep of that morning', sweep, told),
      { measure: 'a look with nothing due: CPU', value: idle.cpuSeconds * 1_000, unit: 'ms' },
    ];
    return [{ title: 'A date of a million contacts', lines, settings: { contacts: count } }];

    async function rows(table: string): Promise<number> {
      return Number((await database.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n);
    }
  });
}

function costOf(what: string, { cpuSeconds, seconds, longestDelay }: Observed<void>, contacts: number): Line[] {
  return [
    { measure: `${what}: CPU of all threads`, value: cpuSeconds, unit: 's' },
    { measure: `${what}: CPU for each contact`, value: (cpuSeconds * 1_000) / Math.max(1, contacts), unit: 'ms' },
    { measure: `${what}: by the clock on the wall`, value: seconds, unit: 's' },
    { measure: `${what}: longest delay of the event loop`, value: longestDelay, unit: 'ms', target: '<= 50' },
  ];
}

/** Contacts with birthdays all over the year, written beside the server. */
function fillContacts(folder: string, count: number): void {
  const database = new DatabaseSync(path.join(folder, 'aftercart.sqlite'));
  try {
    database.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Shop', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING;
      UPDATE workspace SET time_zone = 'UTC';
      INSERT INTO attribute (workspace, name, type, created_at) VALUES (1, 'birthday', 'date', 0);
      INSERT INTO contact (id, workspace, email, attributes, created_at, updated_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
        SELECT i, 1, 'contact' || i || '@example.com', '{"birthday":"' || date('1980-01-01', '+' || (i % 3650) || ' days') || '"}', 0, 0 FROM n;
      PRAGMA journal_mode = WAL;`);
  } finally {
    database.close();
  }
}
