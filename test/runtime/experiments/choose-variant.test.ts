import type { Database } from '../../../packages/runtime/src/db';
import { chooseVariant, type VariantRequest } from '../../../packages/runtime/src/experiments';
import { databases, empty } from '../../support/databases';
import { order, storeSample } from '../audiences/sample-shop';

const START = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

describe.each(databases())('an A/B split on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    for (const table of ['split_assignment', 'split_result']) {
      await database.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
  });
  afterAll(() => database.close());

  const even: VariantRequest = {
    test: 'subject',
    variants: [
      { name: 'A', weight: 1 },
      { name: 'B', weight: 1 },
    ],
    holdout: 0,
  };

  async function choose(contact: number, request = even, now = START) {
    const { remember, ...choice } = await chooseVariant(
      { queries: database, database, workspace: 1, now },
      contact,
      request,
    );
    await database.write(remember);
    return choice;
  }

  test('a contact takes the same way again, also when weights have changed; contacts to come follow the new ones', async () => {
    const first = await choose(7);
    expect(first.by).toBe('chance');
    const weights = [
      { name: 'A', weight: first.variant === 'A' ? 0 : 1 },
      { name: 'B', weight: first.variant === 'B' ? 0 : 1 },
    ];
    expect(await choose(7, { ...even, variants: weights })).toEqual({ variant: first.variant, by: 'again' });
    expect((await choose(8, { ...even, variants: weights })).variant).not.toBe(first.variant);
  });

  test('the same contact draws apart in another test', async () => {
    const ways = new Set<string>();
    for (let test = 0; test < 20; test++) ways.add((await choose(7, { ...even, test: `test ${test}` })).variant ?? '');
    expect([...ways].sort()).toEqual(['A', 'B']);
  });

  test('weights and the holdout hold over many contacts', async () => {
    const counts: Record<string, number> = {};
    const variants = [
      { name: 'A', weight: 3 },
      { name: 'B', weight: 1 },
    ];
    for (let contact = 1; contact <= 1_000; contact++) {
      const { variant } = await choose(contact, { ...even, variants, holdout: 20 });
      counts[variant ?? 'holdout'] = (counts[variant ?? 'holdout'] ?? 0) + 1;
    }
    expect(counts.holdout).toBeGreaterThan(150);
    expect(counts.holdout).toBeLessThan(250);
    expect(counts.A! / counts.B!).toBeGreaterThan(2.2);
    expect(counts.A! / counts.B!).toBeLessThan(4);
  });

  test('once the window is over contacts to come take the variant that sold more, others keep theirs', async () => {
    const request = { ...even, winner: { afterHours: 24, conversion: 'bought' as const } };
    const takers: Record<string, number[]> = { A: [], B: [] };
    for (let contact = 1; contact <= 20; contact++) takers[(await choose(contact, request)).variant!]!.push(contact);
    const [buyer] = takers.B!;
    await storeSample(database, [order(1, { contact: buyer!, placedAt: START + HOUR })]);

    expect((await choose(21, request, START + 23 * HOUR)).by).toBe('chance');
    for (const contact of [22, 23, 24]) {
      expect(await choose(contact, request, START + 25 * HOUR)).toEqual({ variant: 'B', by: 'winner' });
    }
    expect(await choose(takers.A![0]!, request, START + 26 * HOUR)).toEqual({ variant: 'A', by: 'again' });
  });

  test('nobody has won while nobody converted', async () => {
    const request = { ...even, winner: { afterHours: 24, conversion: 'clicked' as const } };
    await choose(1, request);
    await choose(2, request);
    expect((await choose(3, request, START + 25 * HOUR)).by).toBe('chance');
  });

  test.each([
    { ...even, variants: [{ name: 'A', weight: 0 }] },
    { ...even, variants: [...even.variants, { name: 'A', weight: 1 }] },
    { ...even, holdout: 101 },
  ])('a split that makes no sense is refused: %j', async (request) => {
    await expect(choose(1, request)).rejects.toMatchObject({ code: 'VARIANTS_INVALID' });
  });
});
