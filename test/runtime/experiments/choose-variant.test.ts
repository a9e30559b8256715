import type { Database } from '../../../packages/runtime/src/db';
import { chooseVariant, readVariantResults, type VariantRequest } from '../../../packages/runtime/src/experiments';
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

  let mails = 0;
  /** A mail was sent to the contact, who clicks it an hour later. */
  async function clicks(contact: number, { workflow, sentAt }: { workflow: string | null; sentAt: number }) {
    const id = `mail-${++mails}`;
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO message (id, workspace, execution, workflow, node, visit, item, contact, channel, purpose, sender, recipient,
          locale, subject, html, text, verdict, reason, status, attempts, created_at, sent_at)
          VALUES (?, 1, ?, ?, 'Mail', 0, 0, ?, 'email', 'promotional', 's', 'r', 'en', '', '', '', 'send', '', 'sent', 1, ?, ?)`,
        [id, workflow === null ? null : mails, workflow, contact, sentAt, sentAt],
      );
      await tx.run(
        `INSERT INTO event (workspace, type, contact, occurred_at, received_at, dedupe_key, payload, facts)
          VALUES (1, 'message.clicked', ?, ?, ?, ?, '{}', ?)`,
        [contact, sentAt + HOUR, sentAt + HOUR, id, JSON.stringify({ message: { id } })],
      );
    });
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

  test('a click on a mail of another journey, or of before the split, wins nothing', async () => {
    const request = { ...even, workflow: 'welcome', winner: { afterHours: 24, conversion: 'clicked' as const } };
    const takers: Record<string, number[]> = { A: [], B: [] };
    for (let contact = 1; contact <= 20; contact++) takers[(await choose(contact, request)).variant!]!.push(contact);
    const [reader, other] = [takers.A![0]!, takers.B!];
    await clicks(reader, { workflow: 'welcome', sentAt: START + HOUR });
    for (const contact of other) await clicks(contact, { workflow: 'newsletter', sentAt: START + HOUR });
    for (const contact of other) await clicks(contact, { workflow: 'welcome', sentAt: START - HOUR });
    expect(await choose(21, request, START + 25 * HOUR)).toEqual({ variant: 'A', by: 'winner' });
  });

  test('in a stock n8n mails of our own journeys win nothing', async () => {
    const request = { ...even, winner: { afterHours: 24, conversion: 'opened' as const } };
    const takers: Record<string, number[]> = { A: [], B: [] };
    for (let contact = 1; contact <= 20; contact++) takers[(await choose(contact, request)).variant!]!.push(contact);
    for (const contact of takers.B!) await clicks(contact, { workflow: 'newsletter', sentAt: START + HOUR });
    // Who clicks has seen it.
    await clicks(takers.A![0]!, { workflow: null, sentAt: START + HOUR });
    expect(await choose(21, request, START + 25 * HOUR)).toEqual({ variant: 'A', by: 'winner' });
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

  test('a marketer reads who took which way, opened, clicked and bought after it; of another workflow, or from before, nothing', async () => {
    await storeSample(database, [order(1, { contact: 2, placedAt: START + 2 * HOUR })]);
    const at = { ...even, test: 'w1:split', workflow: 'w1' };
    const ways = new Map<number, string | null>();
    for (const contact of [1, 2, 3, 4]) ways.set(contact, (await choose(contact, at)).variant);
    await choose(5, { ...at, test: 'w12:split' });
    await clicks(1, { workflow: 'w1', sentAt: START + HOUR });
    await clicks(3, { workflow: 'w2', sentAt: START + HOUR });

    const results = await readVariantResults(database, { workspace: 1, workflow: 'w1' });
    const sum = (key: 'contacts' | 'clicked' | 'bought') => results.reduce((total, each) => total + each[key], 0);
    expect([sum('contacts'), sum('clicked'), sum('bought')]).toEqual([4, 1, 1]);
    expect(new Set(results.map(({ split }) => split))).toEqual(new Set(['split']));
    const of = (contact: number) => results.find(({ variant }) => variant === ways.get(contact));
    expect([of(1)?.clicked, of(2)?.bought]).toEqual([1, 1]);
    expect(await readVariantResults(database, { workspace: 1, workflow: 'w1', since: START + 1 })).toEqual([]);
    expect(await readVariantResults(database, { workspace: 2, workflow: 'w1' })).toEqual([]);
  });
});
