import type { Database } from '../../../packages/runtime/src/db';
import { Recounts } from '../../../packages/runtime/src/scores';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { DAY, START, startScores } from '../../support/start-scores';

describe.each(databases())('counting scores anew on %s', (_name, open) => {
  let database: Database;
  let shop: Awaited<ReturnType<typeof startScores>>;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    shop = await startScores(database);
  });
  afterAll(() => database.close());

  test('nothing differs as long as the rules are what they were, with decay, limits and bounds', async () => {
    await shop.store.define(1, 'engagement', { decay: { halfLifeDays: 5 }, maximum: 60 });
    await shop.store.define(1, 'visits', { decay: { points: 4, everyDays: 3 }, limit: { points: 9, withinDays: 2 } });
    await shop.store.createRule(1, {
      name: 'Ordered',
      score: 'engagement',
      points: 25,
      event: 'order.placed',
      limit: null,
    });
    const limit = { times: 3, withinDays: 10 };
    await shop.store.createRule(1, { name: 'Viewed', score: 'visits', points: 4, event: 'page.viewed', limit });
    for (let day = 0; day < 30; day++) {
      shop.clock.time = START + day * DAY + day * 60_000;
      if (day % 3 === 0) await shop.happens(1, 'order.placed');
      await shop.happens(1 + (day % 2), 'page.viewed');
      if (day % 7 === 0) await shop.give(2, 'visits', day % 2 === 0 ? 5 : -3);
    }
    expect(await shop.recompute(true)).toMatchObject({ contacts: 3, changed: 0, pointsAdded: 0, pointsTaken: 0 });
  });

  test('a rule that is changed counts for the past once scores are counted anew; entries stay, the correction is marked', async () => {
    const draft = { name: 'Ordered', score: 'engagement', points: 20, event: 'order.placed', limit: null };
    const rule = await shop.store.createRule(1, draft);
    await shop.thresholds.create(1, { name: 'Hot', score: 'engagement', value: 50 });
    await shop.sweeps.look();
    await shop.happens(1, 'order.placed');
    await shop.happens(1, 'order.placed');
    await shop.give(1, 'engagement', 3);
    await shop.store.updateRule(1, rule.id, { ...draft, points: 30 });
    const figures = { contacts: 3, changed: 1, pointsAdded: 20, pointsTaken: 0 };
    const thresholds = [{ name: 'Hot', up: 1, down: 0 }];
    expect(await shop.recompute(true)).toMatchObject({ isDryRun: true, ...figures, thresholds });
    expect(await shop.worth(1, 'engagement')).toBe(43);

    expect(await shop.recompute(false)).toMatchObject({ isDryRun: false, ...figures, thresholds });
    expect(await shop.worth(1, 'engagement')).toBe(63);
    expect((await shop.ledger(1)).map(({ kind, points }) => [kind, points])).toEqual([
      ['event', 20],
      ['event', 20],
      ['manual', 3],
      ['correction', 20],
    ]);
    expect(shop.crossings()).toEqual([]); // nobody is told
    expect(await database.all('SELECT contact FROM score_standing')).toEqual([{ contact: 1 }]);
    expect(await shop.recompute(false)).toMatchObject({ changed: 0 });
  });

  test('a new rule counts what happened before it, and what a deleted rule gave goes', async () => {
    const old = await shop.store.createRule(1, { name: 'Old', score: 'engagement', points: 7, event: 'page.viewed' });
    await shop.happens(2, 'page.viewed');
    await shop.happens(2, 'form.submitted');
    await shop.store.deleteRule(1, old.id);
    const added = await shop.store.createRule(1, {
      name: 'New',
      score: 'interest',
      points: 9,
      event: 'form.submitted',
    });
    expect(await shop.recompute(true, added.id)).toMatchObject({ pointsAdded: 9, pointsTaken: 0 });
    expect(await shop.recompute(false)).toMatchObject({ pointsAdded: 9, pointsTaken: 7 });
    expect([await shop.worth(2, 'engagement'), await shop.worth(2, 'interest')]).toEqual([0, 9]);
    await expect(shop.recompute(true, 'nobody')).rejects.toMatchObject({ code: 'SCORE_RULE_NOT_FOUND' });
  });

  test('a server that dies while it counts goes on from there, and each contact counts once', async () => {
    const draft = { name: 'Ordered', score: 'engagement', points: 20, event: 'order.placed', limit: null };
    const rule = await shop.store.createRule(1, draft);
    for (const contact of [1, 2, 3]) await shop.happens(contact, 'order.placed');
    await shop.store.updateRule(1, rule.id, { ...draft, points: 30 });
    const { id, total } = await shop.recounts.request(1, { isDryRun: false });
    expect(total).toBe(3);
    for (let kill = 0; kill < 3; kill++) {
      shop.interrupt(1, () => Promise.reject(new Error('the server died')));
      await shop.recounts.look();
      expect(await shop.recounts.get(1, id)).toMatchObject({
        status: 'running',
        contacts: kill + 1,
        changed: kill + 1,
      });
    }
    shop.interrupt(Infinity, async () => undefined);
    await shop.recounts.look();
    const figures = { contacts: 3, changed: 3, pointsAdded: 30, pointsTaken: 0 };
    expect(await shop.recounts.get(1, id)).toMatchObject({ status: 'done', endedAt: START, ...figures });
    expect(await Promise.all([1, 2, 3].map((contact) => shop.worth(contact, 'engagement')))).toEqual([30, 30, 30]);
    expect(await shop.recompute(true)).toMatchObject({ changed: 0 });
  });

  test('two servers that count at the same time count each contact once', async () => {
    await shop.store.createRule(1, { name: 'Viewed', score: 'visits', points: 4, event: 'page.viewed' });
    const [{ id }, other] = [await shop.recounts.request(1, { isDryRun: true }), shop.recounts];
    shop.interrupt(0, async () => {
      const { book, clock } = shop;
      await new Recounts({ database, book, clock, logger: silentLogger }).look();
    });
    await other.look();
    expect(await shop.recounts.get(1, id)).toMatchObject({ status: 'done', contacts: 3 });
  });

  test('who asks again while it is under way is shown the same one; a rule that goes meanwhile ends it', async () => {
    const rule = await shop.store.createRule(1, { name: 'Old', score: 'visits', points: 7, event: 'page.viewed' });
    const one = await shop.recounts.request(1, { isDryRun: false, rule: rule.id });
    expect((await shop.recounts.request(1, { isDryRun: false, rule: rule.id })).id).toBe(one.id);
    expect((await shop.recounts.request(1, { isDryRun: true, rule: rule.id })).id).not.toBe(one.id);
    await shop.store.deleteRule(1, rule.id);
    await shop.recounts.look();
    expect(await shop.recounts.get(1, one.id)).toMatchObject({
      status: 'failed',
      error: { code: 'SCORE_RULE_NOT_FOUND' },
    });
    await expect(shop.recounts.get(2, one.id)).rejects.toMatchObject({ code: 'SCORE_RECOUNT_NOT_FOUND' });
  });
});
