import type { Database } from '../../../packages/runtime/src/db';
import { MessageStore, MessageWriter } from '../../../packages/runtime/src/messages';
import { valueAt } from '../../../packages/runtime/src/scores';
import { databases, empty } from '../../support/databases';
import { DAY, HOUR, START, startScores } from '../../support/start-scores';
import { order, storeSample } from '../audiences/sample-shop';

describe.each(databases())('scores on %s', (_name, open) => {
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

  test('an event gives the points of its rule once, and the ledger says what for', async () => {
    const rule = await shop.store.createRule(1, {
      name: 'Ordered',
      score: 'engagement',
      points: 20,
      event: 'order.placed',
    });
    await shop.happens(1, 'order.placed');
    await shop.happens(1, 'order.placed');
    await shop.happens(2, 'page.viewed');
    expect(await shop.worth(1, 'engagement')).toBe(20);
    expect(await shop.ledger(1)).toMatchObject([
      { kind: 'event', points: 20, value: 20, reason: 'Ordered', rule: rule.id, at: START },
    ]);
    expect(await shop.ledger(2)).toEqual([]);
    expect(shop.touched).toEqual([1]);
  });

  test('a rule that may be repeated stops at its limit, and goes on when the time of the limit is over', async () => {
    const limit = { times: 2, withinDays: 7 };
    await shop.store.createRule(1, { name: 'Viewed', score: 'engagement', points: 3, event: 'page.viewed', limit });
    for (let hour = 0; hour < 5; hour++) {
      await shop.happens(1, 'page.viewed');
      shop.clock.time += HOUR;
    }
    expect(await shop.worth(1, 'engagement')).toBe(6);
    shop.clock.time = START + 7 * DAY;
    await shop.happens(1, 'page.viewed');
    expect(await shop.worth(1, 'engagement')).toBe(9);
  });

  test("a rule looks at the event's own fields and at the contact", async () => {
    await shop.store.createRule(1, {
      ...{ name: 'Large order at home', score: 'purchases', points: 50, event: 'order.placed', limit: null },
      condition: {
        all: [
          { event: 'order.total', operator: 'atLeast', value: 100 },
          { contact: 'country', operator: 'equals', value: 'IL' },
        ],
      },
    });
    await shop.happens(1, 'order.placed', { order: { id: '1', total: 99 } });
    await shop.happens(1, 'order.placed', { order: { id: '2', total: 100 } });
    await shop.happens(2, 'order.placed', { order: { id: '3', total: 500 } });
    expect([await shop.worth(1, 'purchases'), await shop.worth(2, 'purchases')]).toEqual([50, 0]);
  });

  test('an event that no rule waits for asks nothing of the database', async () => {
    await shop.store.createRule(1, { name: 'Ordered', score: 'engagement', points: 20, event: 'order.placed' });
    const condition = { contact: 'country', operator: 'equals', value: 'IL' };
    await shop.store.createRule(1, { name: 'At home', score: 'fit', points: 15, condition });
    await shop.happens(1, 'page.viewed');
    const asked: string[] = [];
    const watched = new Proxy({} as never, {
      get: (_target, name) => {
        asked.push(String(name));
        throw new Error('Nothing is to be asked');
      },
    });
    await shop.scores.onEvent(watched, { ...shop.told[0]!, type: 'page.left' });
    expect(asked).toEqual([]);
  });

  test('bounds and limits of a score keep points back, and the receipt says so', async () => {
    await shop.store.define(1, 'engagement', { maximum: 50, minimum: 0, limit: { points: 30, withinDays: 1 } });
    expect(await shop.give(1, 'engagement', 80)).toMatchObject({ value: 30, points: 30 });
    shop.clock.time += DAY;
    expect(await shop.give(1, 'engagement', 80)).toMatchObject({ value: 50, points: 20, previous: 30 });
    expect(await shop.give(1, 'engagement', -80)).toMatchObject({ value: 0, points: -50 });
    expect((await shop.ledger(1)).map(({ asked, points }) => [asked, points])).toEqual([
      [80, 30],
      [80, 20],
      [-80, -50],
    ]);
  });

  test('the same request is heard once', async () => {
    expect(await shop.give(1, 'engagement', 10, 'once')).toMatchObject({ value: 10 });
    expect(await shop.give(1, 'engagement', 10, 'once')).toBeUndefined();
    expect(await shop.worth(1, 'engagement')).toBe(10);
  });

  test('points halve with each half-life, whatever is added in between, and steps are taken only without activity', async () => {
    await shop.store.define(1, 'engagement', { decay: { halfLifeDays: 10 } });
    await shop.store.define(1, 'visits', { decay: { points: 5, everyDays: 7 } });
    await shop.give(1, 'engagement', 80);
    await shop.give(1, 'visits', 12);
    shop.clock.time = START + 10 * DAY;
    expect([await shop.worth(1, 'engagement'), await shop.worth(1, 'visits')]).toEqual([40, 7]);
    await shop.give(1, 'engagement', 40);
    await shop.give(1, 'visits', -1); // no activity: the next step comes when it would have come anyway
    shop.clock.time = START + 14 * DAY - 1;
    expect(await shop.worth(1, 'visits')).toBe(6);
    shop.clock.time = START + 14 * DAY;
    expect(await shop.worth(1, 'visits')).toBe(1);
    shop.clock.time = START + 20 * DAY;
    expect([await shop.worth(1, 'engagement'), await shop.worth(1, 'visits')]).toEqual([40, 1]);
    await shop.give(1, 'visits', 1);
    shop.clock.time = START + 26 * DAY;
    expect(await shop.worth(1, 'visits')).toBe(2);
    shop.clock.time = START + 27 * DAY;
    expect(await shop.worth(1, 'visits')).toBe(0);
  });

  test('rising to a threshold and falling below it are told once for each crossing, also where only time has passed', async () => {
    await shop.store.define(1, 'engagement', { decay: { halfLifeDays: 10 } });
    await shop.thresholds.create(1, { name: 'Hot', score: 'engagement', value: 50, margin: 10 });
    await shop.sweeps.look();
    await shop.give(1, 'engagement', 30);
    await shop.give(1, 'engagement', 50);
    await shop.give(1, 'engagement', 5);
    expect(shop.crossings()).toEqual([[1, 'up', 'Hot']]);
    expect(shop.told.at(-1)?.payload).toMatchObject({
      contact: { email: 'c1@example.com' },
      score: { name: 'engagement', value: 80, previous: 30, points: 50 },
      threshold: { value: 50, direction: 'up' },
    });
    // 85 points are below 40 after a little more than a half-life.
    shop.clock.time = START + 10 * DAY;
    await shop.sweeps.look();
    expect(shop.crossings()).toHaveLength(1);
    const [{ due }] = (await database.all<{ due: number }>('SELECT due_at AS "due" FROM score_standing')) as [
      { due: number },
    ];
    const worthAt = (at: number) => valueAt({ value: 85, since: START }, { halfLifeHours: 240 }, at);
    expect([worthAt(due - 1) >= 40, worthAt(due) < 40]).toEqual([true, true]);
    shop.clock.time = due - 1;
    await shop.sweeps.look();
    expect(shop.crossings()).toHaveLength(1);
    shop.clock.time = due;
    await shop.sweeps.look();
    await shop.sweeps.look();
    expect(shop.crossings()).toEqual([
      [1, 'up', 'Hot'],
      [1, 'down', 'Hot'],
    ]);
    // 48 again: above where it fell, not where it rises.
    await shop.give(1, 'engagement', 8);
    expect(shop.crossings()).toHaveLength(2);
  });

  test('a threshold of the total counts all scores together', async () => {
    await shop.thresholds.create(1, { name: 'Ready', score: 'total', value: 100 });
    await shop.sweeps.look();
    await shop.give(1, 'engagement', 60);
    await shop.give(1, 'fit', 45);
    expect(shop.crossings()).toEqual([[1, 'up', 'Ready']]);
    expect(await shop.worth(1, 'total')).toBe(105);
  });

  test('who is above a new threshold already is no news', async () => {
    await shop.give(1, 'engagement', 60);
    await shop.thresholds.create(1, { name: 'Warm', score: 'engagement', value: 20 });
    await shop.sweeps.look();
    expect(await database.all('SELECT contact FROM score_standing')).toEqual([{ contact: 1 }]);
    await shop.give(1, 'engagement', -50);
    expect(shop.crossings()).toEqual([[1, 'down', 'Warm']]);
  });

  test('score.changed is told only where somebody waits for it', async () => {
    await shop.give(1, 'engagement', 5);
    expect(shop.told).toEqual([]);
    shop.heard.is = true;
    await shop.give(1, 'engagement', 5);
    expect(shop.told).toMatchObject([
      { type: 'score.changed', payload: { score: { name: 'engagement', value: 10, previous: 5, points: 5 } } },
    ]);
  });

  test('a rule without an event gives points for as long as it holds, to those that it holds of already, too', async () => {
    const condition = { contact: 'country', operator: 'equals', value: 'IL' };
    const rule = await shop.store.createRule(1, { name: 'At home', score: 'fit', points: 15, condition });
    await shop.sweeps.look();
    expect(await Promise.all([1, 2, 3].map((id) => shop.worth(id, 'fit')))).toEqual([15, 0, 15]);
    await database.write((tx) => tx.run(`UPDATE contact SET country = 'AT' WHERE id = 1`));
    await shop.happens(1, 'contact.updated');
    await shop.happens(1, 'contact.updated');
    expect(await shop.worth(1, 'fit')).toBe(0);
    expect((await shop.ledger(1)).map(({ points, reason }) => [points, reason])).toEqual([
      [15, 'At home'],
      [-15, 'At home (no longer)'],
    ]);
    await shop.store.updateRule(1, rule.id, { name: 'At home', score: 'fit', points: 25, condition });
    await shop.sweeps.look();
    expect(await Promise.all([1, 2, 3].map((id) => shop.worth(id, 'fit')))).toEqual([0, 0, 25]);
    await shop.store.deleteRule(1, rule.id);
    await shop.sweeps.look();
    expect(await shop.worth(3, 'fit')).toBe(0);
    expect(await database.all('SELECT id FROM score_rule')).toEqual([]);
  });

  test.each([0, 1, 2])(
    'a rule that is changed while it is settled, after %i writes, is settled anew',
    async (ahead) => {
      const condition = { contact: 'country', operator: 'equals', value: 'IL' };
      const rule = await shop.store.createRule(1, { name: 'At home', score: 'fit', points: 15, condition });
      shop.interrupt(ahead, () =>
        shop.store.updateRule(1, rule.id, { name: 'At home', score: 'fit', points: 25, condition }),
      );
      await shop.sweeps.look();
      await shop.sweeps.look();
      expect(await Promise.all([1, 2, 3].map((id) => shop.worth(id, 'fit')))).toEqual([25, 0, 25]);
      expect(await database.all('SELECT filled_to AS "filledTo" FROM score_rule')).toEqual([{ filledTo: null }]);
    },
  );

  test('a rule that is deleted while it is settled takes back what it gave', async () => {
    const condition = { contact: 'country', operator: 'equals', value: 'IL' };
    const rule = await shop.store.createRule(1, { name: 'At home', score: 'fit', points: 15, condition });
    shop.interrupt(2, () => shop.store.deleteRule(1, rule.id));
    await shop.sweeps.look();
    await shop.sweeps.look();
    expect(await Promise.all([1, 2, 3].map((id) => shop.worth(id, 'fit')))).toEqual([0, 0, 0]);
    expect(await database.all('SELECT id FROM score_rule')).toEqual([]);
  });

  test('a threshold whose score wears off otherwise while it is settled is settled anew', async () => {
    await shop.give(1, 'engagement', 60);
    await shop.thresholds.create(1, { name: 'Warm', score: 'engagement', value: 20 });
    shop.interrupt(0, () => shop.store.define(1, 'engagement', { decay: { halfLifeDays: 10 } }));
    await shop.sweeps.look();
    expect(await database.all('SELECT filled_to AS "filledTo" FROM score_threshold')).toEqual([{ filledTo: 0 }]);
    await shop.sweeps.look();
    expect(await database.all('SELECT filled_to AS "filledTo" FROM score_threshold')).toEqual([{ filledTo: null }]);
  });

  test('a rule comes to hold by the passing of time alone', async () => {
    await storeSample(database, [order(1, { contact: 2, placedAt: START })]);
    const condition = { sales: 'latestAt', operator: 'olderThanDays', value: 90 };
    await shop.store.createRule(1, { name: 'Sleeps', score: 'fit', points: -20, condition });
    await shop.sweeps.look();
    expect(await shop.worth(2, 'fit')).toBe(0);
    shop.clock.time = START + 90 * DAY;
    await shop.sweeps.look();
    expect(await shop.worth(2, 'fit')).toBe(-20);
  });

  test('sales take a contact over once: by mail, by a call, and in the log', async () => {
    await storeSample(database, [order(1, { contact: 1, total: 4_990, placedAt: START - DAY })]);
    const owner = { name: 'Noa', email: 'noa@sales.example', language: 'he', webhookUrl: 'https://crm.example/leads' };
    const made = await shop.thresholds.create(1, { name: 'Ready', score: 'engagement', value: 50, owner });
    expect(made.secret).toEqual(expect.any(String));
    await shop.sweeps.look();
    await shop.give(1, 'engagement', 60);
    await shop.give(1, 'engagement', 10);
    const mails = await database.all<{
      id: string;
      recipient: string;
      subject: string;
      locale: string;
      contact: null;
    }>('SELECT id, recipient, subject, locale, contact FROM message');
    expect(mails).toMatchObject([{ recipient: 'noa@sales.example', locale: 'he', contact: null }]);
    expect(mails[0]?.subject).toContain('Contact 1');
    const mail = await new MessageStore(database, new MessageWriter()).get(1, mails[0]?.id ?? '');
    expect(mail.html).toContain('c1@example.com');
    expect(shop.posted).toEqual([
      { workspace: 1, subscription: `score-threshold:${made.id}`, event: shop.told[0]?.id },
    ]);
    expect(shop.told.map(({ type }) => type)).toEqual(['score.crossed']);
    expect(shop.told[0]?.payload.lead).toMatchObject({
      ...{ owner: 'Noa', orders: 1, spent: 49.9, currency: 'EUR' },
      scores: [{ name: 'engagement', value: 60 }],
      reasons: [{ reason: 'By hand', points: 60 }],
    });
  });

  test.each<[object, string]>([
    [{ name: 'x', score: 'a', points: 0, event: 'order.placed' }, 'must not be 0'],
    [{ name: 'x', score: 'a', points: 1 }, 'has an event, a condition, or both'],
    [{ name: 'x', score: 'total', points: 1, event: 'order.placed' }, 'points go to one score'],
    [{ name: 'x', score: 'a', points: 1, event: 'score.crossed' }, 'chase each other'],
    [{ name: 'x', score: 'a', points: 1, condition: { score: 'b', operator: 'above', value: 1 } }, 'chase each other'],
    [{ name: 'x', score: 'a', points: 1, condition: { event: 'order.id', operator: 'exists' } }, 'ask with "happened"'],
    [{ name: 'x', score: 'a', points: 1, event: 'order.placed', extra: 1 }, 'extra'],
  ])('a rule that makes no sense is refused: %j', async (rule, message) => {
    await expect(shop.store.createRule(1, rule)).rejects.toMatchObject({
      code: 'SCORE_RULE_INVALID',
      message: expect.stringContaining(message),
    });
  });

  test('what holds and what wears off do not go together', async () => {
    await shop.store.define(1, 'fit', { decay: { halfLifeDays: 30 } });
    const rule = { name: 'x', score: 'fit', points: 1, condition: { tag: 'vip', operator: 'exists' } };
    await expect(shop.store.createRule(1, rule)).rejects.toMatchObject({ code: 'SCORE_RULE_INVALID' });
    await expect(shop.store.define(1, 'x', { decay: { halfLifeDays: 3 }, minimum: -5 })).rejects.toMatchObject({
      code: 'SCORE_INVALID',
    });
    await expect(shop.store.define(1, 'total', {})).rejects.toMatchObject({ code: 'SCORE_INVALID' });
  });
});
