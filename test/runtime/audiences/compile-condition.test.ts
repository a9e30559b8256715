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

  test.each([20_261_122, 7, 99, 4_711, 31])(
    'random rules on random contacts (seed %i) hold as a naive evaluator says, one by one and as a set',
    async (seed) => {
      const rules = new RandomRules(seededRandom(seed));
      const world = rules.world(AS_OF);
      await storeWorld(database, world);
      const own = world.contacts.filter(({ workspace }) => workspace === 1);
      let telling = 0;
      for (let round = 0; round < 120; round++) {
        const rule = rules.rule();
        expect(conditionSchema.safeParse(rule).error).toBeUndefined();

        const holding = own.filter((contact) => naivelyHolds(world, rule, contact, { asOf: AS_OF, ...ANCHORS }));
        if (holding.length > 0 && holding.length < own.length) telling += 1;
        const found: number[] = [];
        for (const { id } of own) {
          const answer = await evaluateCondition(database, rule, {
            workspace: 1,
            contact: id,
            asOf: AS_OF,
            ...ANCHORS,
          });
          if (answer.holds) found.push(id);
        }
        expect({ rule, found }).toEqual({ rule, found: holding.map(({ id }) => id) });

        const asSet = own.filter((contact) => naivelyHolds(world, rule, contact, { asOf: AS_OF }));
        const scope = { workspace: 1, asOf: AS_OF };
        const selected = await selectContacts(database, rule, { ...scope, limit: 10 });
        expect({ rule, selected }).toEqual({ rule, selected: asSet.map(({ id }) => id).reverse() });
        expect(await countContacts(database, rule, scope)).toBe(asSet.length);
      }
      expect(telling).toBeGreaterThan(30); // rules that tell contacts apart
    },
  );

  test('a null character or half of one in what a shop said keeps nobody out', async () => {
    const rules = new RandomRules(seededRandom(1));
    const world = rules.world(AS_OF);
    const [first] = world.contacts;
    const attributes = { tier: 'gold', note: 'a\u0000b\\u0000\ud800' };
    await storeWorld(database, { ...world, contacts: [{ ...first!, attributes }] });
    const { text, parameters } = sql`SELECT c.id FROM contact c WHERE ${whom(
      database,
      { contact: 'attributes.tier', operator: 'equals', value: 'gold' },
      { workspace: 1, asOf: AS_OF },
    )}`;
    expect(await database.all(text, parameters)).toEqual([{ id: 1 }]);
  });
});
