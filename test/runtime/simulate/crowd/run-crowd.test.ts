import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parseCrowd, type CrowdReport } from '../../../../packages/runtime/src/simulate';
import { parseWorkflow } from '../../../../packages/runtime/src/workflows';
import { crowdThrough, runPart } from '../../../support/crowd';
import { journeyOf, mail, onEvents, wait, type JourneyNode } from '../../../support/journey';

jest.setTimeout(300_000);

const FILE = path.resolve(__dirname, '../../../fixtures/journeys/first-purchase.json');
const firstPurchase = JSON.parse(readFileSync(FILE, 'utf8')) as object;
const takenBy = (report: CrowdReport, node: string, output = 1): number =>
  report.branches.find((each) => each.node === node && each.output === output)?.contacts ?? -1;

test('an operator sees which way a crowd takes through a journey, and which nobody takes', async () => {
  const report = await crowdThrough(firstPurchase, { count: 40, days: 30, habits: { purchases: 3 } });
  expect(report).toMatchObject({ contacts: 40, entered: 40, entries: 40, failed: [], underWay: { executions: 0 } });
  expect(takenBy(report, 'Welcome mail')).toBe(40);
  const ways = [1, 2, 3].map((output) => takenBy(report, 'Second purchase?', output));
  expect(ways.reduce((sum, each) => sum + each)).toBe(40);
  expect(Math.min(...ways)).toBeGreaterThan(0);
  expect(report.deadBranches).toEqual(['In the last day? (output 2)']);
  // Who did not agree is sent nothing; the others get two messages each, most of them in one week.
  const skipped = report.messages.notSent.reduce((sum, { count }) => sum + count, 0);
  expect(report.messages.sent + skipped).toBe(80);
  expect(report.messages.mostInAWeek).toBe(2);
  expect(report.messages.byHourOfDay.reduce((sum, each) => sum + each)).toBe(report.messages.sent);
  expect(report.messages.busiestHour?.messages).toBeGreaterThan(0);
});

test('the same part of a crowd gives the same counts, and another seed gives others', async () => {
  const document = parseWorkflow(firstPurchase);
  const counts = async (seed: number) =>
    JSON.stringify(await runPart(document, { crowd: parseCrowd({ seed, days: 20 }), from: 50, count: 15 }));
  const first = await counts(1);
  expect(await counts(1)).toBe(first);
  expect(await counts(2)).not.toBe(first);
});

test('contacts who never come to an end, and those who do not enter, are counted with their place and the reason', async () => {
  const long: JourneyNode = { ...wait(200, 'days'), name: 'Half a year' };
  const journey = journeyOf([onEvents('order.placed'), mail('Hi'), long, mail('Still there?', 'Late')], {
    entry: { reentry: 'once' },
  });
  const report = await crowdThrough(journey, { count: 10, days: 40, habits: { purchases: 6 } });
  expect(report.underWay).toEqual({ executions: 10, nodes: [{ name: 'Half a year', count: 10 }] });
  expect(report.deadBranches).toEqual(['Half a year', 'Late']);
  expect(report.notEntered.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(10);
});

test('contacts who reach the goal in the same way are counted together, whichever event it was', async () => {
  const journey = journeyOf([onEvents('order.placed'), wait(60, 'days'), mail('Hi')], {
    entry: { reentry: 'once' },
    goal: { event: 'order.placed' },
  });
  const { ended } = await crowdThrough(journey, { count: 10, days: 40, habits: { purchases: 6 } });
  expect(ended).toEqual([{ name: 'Reached the goal on order.placed', count: expect.any(Number) }]);
  expect(ended[0]?.count).toBeGreaterThan(1);
});

test('what happens to each of a crowd can be said, and what they have in common', async () => {
  const journey = journeyOf([
    { name: 'Tag', type: 'n8n-nodes-aftercart.eventTrigger', parameters: { events: ['tag.added'] } },
    mail('Hi {{contact.firstName}}'),
  ]);
  const report = await crowdThrough(journey, {
    count: 5,
    days: 20,
    given: { contact: { locale: 'he', consents: [] }, timeZone: 'Asia/Jerusalem' },
    when: [
      { at: 'day 0 10:00', buys: { order: '7', sku: 'MUG-1', total: 40 } },
      { at: '2 hours', tags: ['vip'] },
      { at: 'day 2', order: { order: '7', status: 'completed' } },
    ],
  });
  expect(report).toMatchObject({ entered: 5, messages: { sent: 5 } });
});

test('a journey that nothing of a contact starts, and a crowd that makes no sense, are refused with a code', async () => {
  const hook = { name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { path: 'x' } };
  await expect(crowdThrough(journeyOf([hook, mail('Hi')]), { count: 2 })).rejects.toMatchObject({
    code: 'SCENARIO_INVALID',
    message: expect.stringContaining('Nothing that happens to contacts'),
  });
  expect(() => parseCrowd({ count: 0 })).toThrow(/count/);
  expect(() => parseCrowd({ days: 5, entersWithin: 10 })).toThrow(/entersWithin/);
  expect(() => parseCrowd({ habits: { opens: 40 } })).toThrow(/habits.opens/);
  expect(() => parseCrowd({ given: { timeZone: 'Mars' } })).toThrow(/timeZone/);
  expect(() => parseCrowd({ when: [{ at: 'soon', tags: ['vip'] }] })).toThrow(/soon/);
  expect(() => parseCrowd({ when: [{ at: 'day 1', opens: 1 }] })).toThrow(/habits/);
});
