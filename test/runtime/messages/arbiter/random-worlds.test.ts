import { suppress } from '../../../../packages/runtime/src/consent';
import type { Database } from '../../../../packages/runtime/src/db';
import { databases, empty } from '../../../support/databases';
import { START } from '../sample-mails';
import { openArbiter } from './arbiter-bed';
import { judgeAll, type PlainMessage, type PlainWorld } from './reference-arbiter';

jest.setTimeout(240_000);

const HOUR = 3_600_000;
/** Worlds: fewer where a transaction takes longer. */
const WORLDS = { sqlite: 500, postgres: 25 };

/** Numbers from 0 to 1, the same ones for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed * 7_919 + 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function makeWorld(seed: number) {
  const random = randomOf(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const oneOf = <T>(...all: readonly T[]): T => all[below(all.length)]!;
  const contacts = [1, 2, 3];
  const said = new Map<string, 'granted' | 'pending' | 'withdrawn'>();
  for (const contact of contacts) {
    const promotional = oneOf('granted', 'granted', 'granted', 'pending', 'withdrawn', undefined);
    if (promotional) said.set(`promotional ${contact}`, promotional);
    const transactional = oneOf('withdrawn', 'granted', undefined, undefined, undefined);
    if (transactional) said.set(`transactional ${contact}`, transactional);
  }
  const names = ['a', 'b', 'c'];
  const journeys = Object.fromEntries(
    names.map((name) => [name, { priority: oneOf(10, 50, 50, 90), holdout: oneOf(0, 0, 0, 40) }]),
  );
  const messages = Array.from({ length: 4 + below(8) }, (_, index): PlainMessage => {
    const createdAt = START + oneOf(0, 0, below(4 * HOUR));
    return {
      id: `${seed}-${String(index).padStart(2, '0')}`,
      contact: oneOf(1, 1, 2, 3),
      journey: oneOf('a', 'b', 'c', null),
      purpose: oneOf('promotional', 'promotional', 'promotional', 'transactional'),
      ...{ createdAt, dueAt: createdAt + oneOf(0, 0, 0, below(3 * HOUR)) },
      ...{ onCap: oneOf('defer', 'defer', 'skip'), onClosed: oneOf('defer', 'defer', 'skip') },
      ...{ patience: oneOf(1, 2, 12, 168) * HOUR, status: 'queued', code: null },
    };
  });
  const [closesAfter, closedFor] = [(1 + below(20)) * HOUR, below(8) * HOUR];
  const world: PlainWorld = {
    ...{ messages, said, journeys },
    suppressed: new Set(contacts.filter(() => random() < 0.1)),
    customerException: random() < 0.5,
    buyers: new Set(contacts.filter(() => random() < 0.5)),
    opensAt: (now) => {
      const phase = (now - START) % (24 * HOUR);
      return phase >= closesAfter && phase < closesAfter + closedFor
        ? now - phase + closesAfter + closedFor
        : undefined;
    },
    caps: Array.from({ length: below(3) }, () => ({ count: 1 + below(2), span: oneOf(1, 3, 24) * HOUR })),
    window: oneOf(0, HOUR, HOUR, 4 * HOUR),
  };
  const limit = 1 + below(5);
  return { world, limit, step: () => oneOf(1, 60_000, HOUR / 2, HOUR, 2 * HOUR, 6 * HOUR) };
}

describe.each(databases())('the arbiter and a naive one on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function store({ world }: { world: PlainWorld }): Promise<void> {
    await database.write(async (tx) => {
      for (const contact of world.suppressed) {
        await suppress(tx, { workspace: 1, channel: 'email', address: `c${contact}@example.com` }, 'erased', START);
      }
      for (const [of, status] of world.said) {
        const [purpose, contact] = of.split(' ');
        await tx.run(
          `INSERT INTO consent (contact, channel, purpose, workspace, status, basis, since_at) VALUES (?, 'email', ?, 1, ?, 'explicit', 0)`,
          [Number(contact), purpose, status],
        );
      }
      for (const contact of world.buyers) {
        await tx.run(
          `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount, shipping,
             refunded, placed_at, modified_at, is_deleted) VALUES (1, 's', ?, '1', ?, 'completed', 'EUR', 1, 0, 0, 0, 0, 1, 1, 0)`,
          [`${contact}`, contact],
        );
      }
      const consentSettings = JSON.stringify({ customerException: world.customerException });
      await tx.run('UPDATE workspace SET consent_settings = ?', [consentSettings]);
      for (const message of world.messages) {
        const execution = message.journey === null ? null : message.journey.charCodeAt(0);
        await tx.run(
          `INSERT INTO message (id, workspace, execution, workflow, node, visit, item, contact, channel, purpose, sender, recipient, locale,
             subject, html, text, verdict, reason, status, attempts, due_at, created_at, on_cap, on_closed, defer_at_most)
           VALUES (?, 1, ?, ?, ?, 0, 0, ?, 'email', ?, 's@s.example', ?, 'en', '', '', '', 'send', '', 'queued', 0, ?, ?, ?, ?, ?)`,
          [
            ...[message.id, execution, message.journey, message.id, message.contact, message.purpose],
            ...[`c${message.contact}@example.com`, message.dueAt, message.createdAt],
            ...[message.onCap, message.onClosed, message.patience],
          ],
        );
      }
    });
  }

  test('say the same of random contacts, consents, calendars, caps, journeys and clocks', async () => {
    let judged = 0;
    for (let seed = 1; seed <= WORLDS[database.dialect]; seed++) {
      await empty(database);
      const made = makeWorld(seed);
      const { world, limit, step } = made;
      const bed = await openArbiter(database, {
        calendar: {
          look: async (_tx, { at }) => {
            const opensAt = world.opensAt(at);
            return opensAt === undefined ? { isOpen: true } : { isOpen: false, opensAt, reason: 'closed' };
          },
        },
        journeys: {
          standing: async (_tx, { workflow }) =>
            workflow === null
              ? undefined
              : { isPaused: false, review: async () => undefined, ...world.journeys[workflow]! },
          priorityOf: async (_tx, execution) => world.journeys[String.fromCharCode(execution ?? 0)]?.priority ?? 50,
        },
      });
      await store(made);
      const caps = world.caps.map(({ count, span }) => ({ count, amount: span / HOUR, unit: 'hours' }));
      await bed.rules({ caps, priorityWindowMinutes: world.window / 60_000 });
      for (let look = 0; look < 12; look++) {
        const now = bed.clock.now();
        await bed.judge(limit);
        judgeAll(world, now, limit);
        const rows = await database.all<object>(
          'SELECT id, status, reason_code AS code, due_at AS "dueAt", sent_at AS "sentAt" FROM message ORDER BY id',
        );
        const expected = world.messages.map(({ id, status, code, dueAt, sentAt = null }) => ({
          ...{ id, status, code, dueAt: status === 'queued' ? dueAt : null, sentAt },
        }));
        judged += rows.length;
        expect({ seed, look, rows }).toEqual({ seed, look, rows: expected });
        const coming = world.messages.flatMap(({ status, dueAt }) => (status === 'queued' ? [dueAt] : []));
        if (coming.length === 0) break;
        const toNext = Math.max(Math.min(...coming) - now, 1);
        bed.clock.advance(look % 2 === 0 ? toNext : step());
      }
    }
    expect(judged).toBeGreaterThan(WORLDS[database.dialect] * 8);
  });
});
