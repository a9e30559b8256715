import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { countContacts, evaluateCondition, type Condition } from '../packages/runtime/src/audiences';
import { openDatabase, type Database } from '../packages/runtime/src/db';
import { percentile } from './report/percentile';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import type { Settings } from './settings';
import { fillAudience } from './store/fill-audience';

const RULES: Readonly<Record<string, Condition>> = {
  'bought twice': { sales: 'count', operator: 'atLeast', value: 2 },
  'spent 100 within a year': { sales: 'sum', where: { withinHours: 365 * 24 }, operator: 'atLeast', value: 100 },
  'bought of a category': { sales: 'count', where: { categories: ['category 3'] }, operator: 'atLeast', value: 1 },
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

/** What a decision on one contact costs, and a count over all, with so many contacts, orders and events in one file. */
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
    await database.close();
    return [
      { title: 'One decision', lines: decisions, settings: { ...settings, decisions: DECISIONS } },
      { title: 'A count over all contacts', lines: counts, settings },
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
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const found = await countContacts(database, rule, { workspace: 1, asOf });
    const took = performance.now() - began;
    delay.disable();
    lines.push({
      measure: `${name} (${found.toLocaleString('en-US')} found)`,
      value: took / 1_000,
      unit: 's',
      target: '<= 3',
    });
    lines.push({ measure: 'longest delay of the event loop', value: delay.max / 1e6, unit: 'ms', target: '<= 50' });
  }
  return lines;
}
