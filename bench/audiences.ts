import path from 'node:path';

import { countContacts, evaluateCondition, type Condition } from '../packages/runtime/src/audiences';
import { openDatabase, type Database } from '../packages/runtime/src/db';
import { fillSegment } from '../packages/runtime/src/segments';
import { observe } from './report/observe';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import type { Settings } from './settings';
import { fillAudience } from './store/fill-audience';

const RULES: Readonly<Record<string, Condition>> = {
  'bought twice': { sales: 'count', operator: 'atLeast', value: 2 },
  'spent 100 within a year': { sales: 'sum', where: { withinHours: 365 * 24 }, operator: 'atLeast', value: 100 },
  'bought of a category': { sales: 'count', where: { categories: ['category 3'] }, operator: 'atLeast', value: 1 },
  'bought a product': { sales: 'count', where: { productIds: ['3'] }, operator: 'atLeast', value: 1 },
  'average order of 50': { sales: 'average', operator: 'atLeast', value: 50 },
  'latest order of 50': { sales: 'latest', operator: 'atLeast', value: 50 },
  'first purchase within a month': {
    sales: 'includesFirstPurchase',
    where: { withinHours: 30 * 24 },
    operator: 'equals',
    value: true,
  },
  sleeper: { all: [{ sales: 'latestAt', operator: 'olderThanDays', value: 120 }] },
  'gold, may be written to, viewed a page': {
    all: [
      { contact: 'attributes.tier', operator: 'equals', value: 'gold' },
      { consent: 'email', purpose: 'promotional', operator: 'equals', value: 'granted' },
      {
        happened: 'page.viewed',
        where: { withinHours: 30 * 24, fields: [{ field: 'page.path', operator: 'contains', value: '/4' }] },
        operator: 'atLeast',
        value: 1,
      },
    ],
  },
  'birthday within a week': { contact: 'attributes.birthday', operator: 'anniversaryWithinDays', value: 7 },
};

const DECISIONS = 2_000;

/** What a decision on one contact costs, a count over all, and filling a segment, with so many contacts, orders and events in one file. */
export async function measureAudiences({ count = 1_000_000 }: Settings): Promise<Report[]> {
  return await withDataFolder(async (folder) => {
    const url = `sqlite:${path.join(folder, 'aftercart.sqlite')}`;
    await (await openDatabase(url)).close();
    const now = Date.now();
    fillAudience(folder, count, now);
    const database = await openDatabase(url);
    const settings = { contacts: count, orders: count, events: count };
    const decisions = await reportDecisions(database, count, now);
    const counts = await reportCounts(database, now);
    const filling = await reportFilling(database);
    await database.close();
    return [
      { title: 'One decision', lines: decisions, settings: { ...settings, decisions: DECISIONS } },
      { title: 'A count over all contacts', lines: counts, settings },
      { title: 'A new segment is filled', lines: filling, settings },
    ];
  });
}

async function reportDecisions(database: Database, count: number, asOf: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [name, rule] of Object.entries(RULES)) {
    const times: number[] = [];
    for (let one = 0; one < DECISIONS; one++) {
      const contact = 1 + ((one * 104_729) % count);
      const began = performance.now();
      await evaluateCondition(database, rule, { workspace: 1, contact, asOf });
      times.push(performance.now() - began);
    }
    lines.push({ measure: `${name}: median`, value: percentile(times, 0.5), unit: 'ms', target: '<= 2' });
    lines.push({ measure: `${name}: p99`, value: percentile(times, 0.99), unit: 'ms' });
  }
  return lines;
}

async function reportCounts(database: Database, asOf: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [name, rule] of Object.entries(RULES)) {
    const { result: found, ...costs } = await observe(() => countContacts(database, rule, { workspace: 1, asOf }));
    lines.push(
      { measure: `${name} (${found.toLocaleString('en-US')} found)`, value: costs.seconds, unit: 's', target: '<= 3' },
      { measure: 'processor time', value: costs.cpuSeconds, unit: 's' },
      { measure: 'longest delay of the event loop', value: costs.longestDelay, unit: 'ms', target: '<= 50' },
      { measure: 'processor time of the event loop, in all', value: costs.loopCpu, unit: 'ms' },
    );
  }
  return lines;
}

/** Who belongs to it is found in the background, and settled in steps on the thread that writes. */
async function reportFilling(database: Database): Promise<Line[]> {
  const lines: Line[] = [];
  for (const name of ['spent 100 within a year', 'bought of a category', 'gold, may be written to, viewed a page']) {
    await database.write((tx) => tx.run('DELETE FROM segment'));
    const rule = JSON.stringify(RULES[name]);
    await database.write((tx) =>
      tx.run(
        `INSERT INTO segment (id, workspace, name, rule, filled_to, created_at, updated_at) VALUES ('s', 1, 's', ?, 0, 1, 1)`,
        [rule],
      ),
    );
    const costs = await observe(async () => {
      while (!(await fillSegment(database, 's', () => Date.now())));
    });
    lines.push(
      { measure: name, value: costs.seconds, unit: 's' },
      { measure: 'longest delay of the event loop', value: costs.longestDelay, unit: 'ms', target: '<= 50' },
    );
  }
  return lines;
}
