import type { Condition } from '../../../packages/runtime/src/audiences';
import type { Database } from '../../../packages/runtime/src/db';
import { EventLog, type StoredEvent } from '../../../packages/runtime/src/events';
import {
  explainMembership,
  READY_MADE,
  SegmentMembers,
  SegmentStore,
  SegmentSweeps,
} from '../../../packages/runtime/src/segments';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { order, storeSample } from '../audiences/sample-shop';

const START = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

describe.each(databases())('segments on %s', (_name, open) => {
  let database: Database;
  let now: number;
  const clock = { now: () => now };
  const happened: StoredEvent[] = [];

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    for (const table of ['segment', 'segment_member', 'contact_tag']) {
      await database.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
    now = START;
    happened.length = 0;
    for (const [id, country] of [
      [1, 'IL'],
      [2, 'AT'],
      [3, 'IL'],
    ] as const) {
      await database.write((tx) =>
        tx.run(
          `INSERT INTO contact (id, workspace, email, country, attributes, created_at, updated_at) VALUES (?, 1, ?, ?, '{}', ?, ?)`,
          [id, `c${id}@example.com`, country, START, START],
        ),
      );
    }
  });
  afterAll(() => database.close());

  function parts() {
    const log = new EventLog(database);
    const store = new SegmentStore(database, clock);
    const members = new SegmentMembers({
      clock,
      tell: async (tx, event) => {
        const stored = await log.append(tx, event, now);
        if (stored) happened.push(stored);
        if (stored) await members.onEvent(tx, stored);
      },
    });
    const sweeps = new SegmentSweeps({ database, clock, logger: silentLogger, members });
    const tell = async (type: string, contact: number) =>
      await database.write(async (tx) => {
        const payload = { event: { type, occurredAt: '' } };
        const key = `${type}${contact}${now}`;
        const event = { workspace: 1, type, contact, shop: null, occurredAt: now, dedupeKey: key, payload };
        const stored = await log.append(tx, event, now);
        if (stored) await members.onEvent(tx, stored);
      });
    const make = async (rule: Condition) => {
      const segment = await store.create(1, { name: 'Test', rule });
      await sweeps.look();
      return await store.get(1, segment.id);
    };
    const inside = async (id: string) =>
      (await store.members(await store.get(1, id), 100)).data.map(({ contact }) => contact).sort();
    return { store, members, sweeps, tell, make, inside };
  }
  const told = () => happened.map(({ type, contact, payload }) => [type, contact, payload.segment?.name]);

  test('who is in a segment already when it is made joins silently', async () => {
    const { make, inside } = parts();
    const segment = await make({ contact: 'country', operator: 'equals', value: 'il' });
    expect(await inside(segment.id)).toEqual([1, 3]);
    expect(segment.filledTo).toBeNull();
    expect(told()).toEqual([]);
  });

  test('a contact who moves joins one segment and leaves another, and both are told', async () => {
    const { make, inside, tell } = parts();
    const home = await make({ contact: 'country', operator: 'equals', value: 'IL' });
    const abroad = await make({ none: [{ contact: 'country', operator: 'equals', value: 'IL' }] });
    await database.write((tx) => tx.run(`UPDATE contact SET country = 'AT' WHERE id = 1`));
    await tell('customer.updated', 1);
    expect(await inside(home.id)).toEqual([3]);
    expect(await inside(abroad.id)).toEqual([1, 2]);
    expect(told().sort()).toEqual([
      ['segment.joined', 1, 'Test'],
      ['segment.left', 1, 'Test'],
    ]);
    expect(happened[0]?.payload.contact).toMatchObject({ email: 'c1@example.com' });
    // Told again, nothing is new.
    await tell('customer.updated', 1);
    expect(told()).toHaveLength(2);
  });

  test('a change is looked at only by segments that it can touch', async () => {
    const { make, inside, tell, members } = parts();
    const tagged = await make({ tag: 'vip', operator: 'exists' });
    await database.write((tx) =>
      tx.run(`INSERT INTO contact_tag (contact, tag, workspace, added_at) VALUES (2, 'vip', 1, 1)`),
    );
    await tell('order.placed', 2);
    expect(await inside(tagged.id)).toEqual([]);
    await database.write((tx) => members.changed(tx, { workspace: 1, contact: 2 }, ['tag']));
    expect(await inside(tagged.id)).toEqual([2]);
    expect(told()).toEqual([['segment.joined', 2, 'Test']]);
  });

  test('a buyer joins with the order, and sleeps after half a year without any event', async () => {
    const { make, inside, tell, sweeps } = parts();
    const buyers = await make({ sales: 'count', operator: 'atLeast', value: 1 });
    const sleepers = await make({ sales: 'latestAt', operator: 'olderThanDays', value: 180 });
    await storeSample(database, [order(1, { contact: 3, placedAt: START })]);
    await tell('order.placed', 3);
    expect([await inside(buyers.id), await inside(sleepers.id)]).toEqual([[3], []]);

    now += 180 * DAY;
    await sweeps.look();
    expect([await inside(buyers.id), await inside(sleepers.id)]).toEqual([[3], [3]]);
    expect(told()).toEqual([
      ['segment.joined', 3, 'Test'],
      ['segment.joined', 3, 'Test'],
    ]);
  });

  test('an event that a rule asks about lets its contact join', async () => {
    const { make, inside, tell } = parts();
    const viewers = await make({ happened: 'page.viewed', operator: 'atLeast', value: 2 });
    await tell('page.viewed', 1);
    now += 1;
    await tell('page.viewed', 1);
    await tell('cart.updated', 2);
    expect(await inside(viewers.id)).toEqual([1]);
  });

  test('a new rule settles the members anew without telling, a new name leaves them alone', async () => {
    const { store, make, inside, sweeps } = parts();
    const { id } = await make({ contact: 'country', operator: 'equals', value: 'IL' });
    await store.update(1, id, { name: 'Abroad', rule: { contact: 'country', operator: 'equals', value: 'AT' } });
    await sweeps.look();
    expect(await inside(id)).toEqual([2]);
    const renamed = await store.update(1, id, {
      name: 'Away',
      rule: { contact: 'country', operator: 'equals', value: 'AT' },
    });
    expect(renamed.filledTo).toBeNull();
    expect(told()).toEqual([]);
    await store.delete(1, id);
    await expect(store.get(1, id)).rejects.toMatchObject({ code: 'SEGMENT_NOT_FOUND' });
    expect(await database.all('SELECT * FROM segment_member')).toEqual([]);
  });

  test('thousands of contacts are settled in steps', async () => {
    const { make, store } = parts();
    await database.write(async (tx) => {
      for (let id = 4; id <= 2_500; id++) {
        await tx.run(
          `INSERT INTO contact (id, workspace, country, attributes, created_at, updated_at) VALUES (?, 1, 'IL', '{}', 1, 1)`,
          [id],
        );
      }
    });
    const segment = await make({ contact: 'country', operator: 'equals', value: 'IL' });
    expect(await store.count(segment)).toBe(2_499);
  });

  test('why a contact is in is told place by place, with what was seen', async () => {
    const { make } = parts();
    const inIsrael: Condition = { contact: 'country', operator: 'equals', value: 'IL' };
    const bought: Condition = { sales: 'count', operator: 'atLeast', value: 1 };
    const segment = await make({ all: [inIsrael, { not: bought }] });
    expect(await explainMembership(database, segment, { contact: 1, asOf: now })).toEqual({
      joinedAt: START,
      why: {
        holds: true,
        all: [
          { holds: true, asked: inIsrael, fact: 'contact.country', value: 'IL' },
          { holds: true, not: { holds: false, asked: bought, fact: 'sales.count', value: 0 } },
        ],
      },
    });
    expect(await explainMembership(database, segment, { contact: 2, asOf: now })).toMatchObject({
      joinedAt: null,
      why: { holds: false, all: [{ holds: false, value: 'AT' }, { holds: true }] },
    });
  });

  test('the eight ready-made segments can be taken over as they are', async () => {
    const { store, sweeps, inside } = parts();
    const segments = [];
    for (const { name, rule } of READY_MADE) segments.push(await store.create(1, { name: name.he, rule }));
    await sweeps.look();
    expect(segments).toHaveLength(8);
    expect(await inside(segments[0]!.id)).toEqual([1, 3]);
    expect((await store.list(1)).map(({ count }) => count).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);
  });

  test.each<[unknown, string]>([
    [{ event: 'order.total', operator: 'exists' }, 'ask with "happened"'],
    [{ sales: 'count', since: 'entry', operator: 'atLeast', value: 1 }, 'a moment in a journey'],
    [{ message: 'opened', where: { which: 'latest' }, operator: 'atLeast', value: 1 }, 'latest message of a journey'],
    [{ happened: 'segment.left', operator: 'atLeast', value: 1 }, 'chase each other'],
    [{ all: [{ tag: 'vip', operator: 'is' }] }, 'rule.all.0.operator'],
  ])('a rule that no segment can have is refused: %j', async (rule, message) => {
    await expect(parts().store.create(1, { name: 'Test', rule })).rejects.toMatchObject({
      code: 'RULE_INVALID',
      message: expect.stringContaining(message),
    });
  });
});
