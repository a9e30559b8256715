import {
  conditionSchema,
  evaluateCondition,
  selectContacts,
  countContacts,
  whom,
} from '../../../packages/runtime/src/audiences';
import { sql } from '../../../packages/runtime/src/audiences/sql';
import type { Database } from '../../../packages/runtime/src/db';
import { databases, empty } from '../../support/databases';
import { naivelyHolds } from './naive-rules';
import { RandomRules } from './random-rules';
import { seededRandom } from './random-sales';
import { storeWorld } from './sample-world';

const AS_OF = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const ANCHORS = { enteredAt: AS_OF - 20 * HOUR, nodeAt: AS_OF - HOUR, messageAt: AS_OF - 5 * HOUR, execution: 2 };
const MEMBERS = [
  'consent',
  'list_member',
  'contact_tag',
  'score',
  'product_category',
  'score_definition',
  'score_decay',
  'rfm',
  'next_purchase',
];

describe.each(databases())('rules on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    for (const table of MEMBERS) await database.write((tx) => tx.run(`DELETE FROM ${table}`));
  });
  afterAll(() => database.close());

  const setZone = async (timeZone: string) =>
    await database.write((tx) =>
      tx.run(`INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Default', ?, 'en', 1)`, [
        timeZone,
      ]),
    );

  test.each([
    [20_261_122, 'UTC', AS_OF, 120],
    [7, 'Asia/Jerusalem', AS_OF, 120],
    [99, 'America/New_York', AS_OF, 120],
    [4_711, 'Pacific/Apia', AS_OF, 120],
    [31, 'Asia/Riyadh', Date.parse('2026-11-21T21:00:00Z'), 120],
    // Just before midnight, just after it, and in hours that clocks skip or show twice.
    [5, 'Asia/Jerusalem', Date.parse('2026-11-21T21:59:59Z'), 40],
    [6, 'Asia/Jerusalem', Date.parse('2026-11-21T22:00:00Z'), 40],
    [8, 'America/New_York', Date.parse('2026-11-01T05:30:00Z'), 40],
    [9, 'America/New_York', Date.parse('2026-03-08T07:00:00Z'), 40],
    [10, 'Australia/Lord_Howe', Date.parse('2026-04-04T14:50:00Z'), 40],
    [11, 'Pacific/Apia', Date.parse('2026-02-28T10:59:00Z'), 40],
  ])(
    'random rules on random contacts (seed %i, in %s at %i) hold as a naive evaluator says, one by one and as a set',
    async (seed, timeZone, asOf, rounds) => {
      const anchors = { ...ANCHORS, enteredAt: asOf - 20 * HOUR, nodeAt: asOf - HOUR, messageAt: asOf - 5 * HOUR };
      await setZone(timeZone);
      const rules = new RandomRules(seededRandom(seed));
      const world = rules.world(asOf);
      await storeWorld(database, world);
      const own = world.contacts.filter(({ workspace }) => workspace === 1);
      let telling = 0;
      for (let round = 0; round < rounds; round++) {
        const rule = rules.rule();
        expect(conditionSchema.safeParse(rule).error).toBeUndefined();

        const holding = own.filter((contact) => naivelyHolds(world, rule, contact, { asOf, timeZone, ...anchors }));
        if (holding.length > 0 && holding.length < own.length) telling += 1;
        const found: number[] = [];
        for (const { id } of own) {
          const answer = await evaluateCondition(database, rule, {
            workspace: 1,
            contact: id,
            asOf,
            ...anchors,
          });
          if (answer.holds) found.push(id);
        }
        expect({ rule, found }).toEqual({ rule, found: holding.map(({ id }) => id) });

        const asSet = own.filter((contact) => naivelyHolds(world, rule, contact, { asOf, timeZone }));
        const scope = { workspace: 1, asOf };
        const selected = await selectContacts(database, rule, { ...scope, limit: 10 });
        expect({ rule, selected }).toEqual({ rule, selected: asSet.map(({ id }) => id).reverse() });
        expect(await countContacts(database, rule, scope)).toBe(asSet.length);
      }
      expect(telling).toBeGreaterThan(rounds / 4); // rules that tell contacts apart
    },
  );

  test('a null character or half of one in what a shop said keeps nobody out', async () => {
    const rules = new RandomRules(seededRandom(1));
    const world = rules.world(AS_OF);
    const [first] = world.contacts;
    const attributes = { tier: 'gold', note: 'a\u0000b\\u0000\ud800' };
    await storeWorld(database, { ...world, contacts: [{ ...first!, attributes }] });
    const { text, parameters } = sql`SELECT c.id FROM contact c WHERE ${await whom(
      database,
      { contact: 'attributes.tier', operator: 'equals', value: 'gold' },
      { workspace: 1, asOf: AS_OF },
    )}`;
    expect(await database.all(text, parameters)).toEqual([{ id: 1 }]);
  });
});
