import type { Database } from '../../packages/runtime/src/db';
import { EventLog, publisher, type EventPayload, type StoredEvent } from '../../packages/runtime/src/events';
import {
  Recounts,
  ScoreStore,
  ScoreSweeps,
  ThresholdStore,
  readLedger,
  readScores,
} from '../../packages/runtime/src/scores';
import { silentLogger } from '../../packages/runtime/src/shared';
import { InterruptedDatabase } from './interrupted-database';
import { scoresOn } from './scores-on';
import { plainCipher } from './start-ingest';

export const START = Date.parse('2026-11-22T12:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const TABLES = [
  ...['score', 'score_entry', 'score_rule', 'score_threshold', 'score_definition', 'score_decay', 'score_standing'],
  ...[
    'score_holding',
    'score_hand_over',
    'score_recount',
    'segment',
    'segment_member',
    'contact_tag',
    'rfm',
    'next_purchase',
  ],
];

/** Scores of three contacts on an empty database, on a clock that only the test moves. */
export async function startScores(database: Database) {
  for (const table of TABLES) await database.write((tx) => tx.run(`DELETE FROM ${table}`));
  const clock = { time: START, now: () => clock.time };
  const events = new EventLog(database);
  const told: StoredEvent[] = [];
  const posted: Array<{ subscription: string; event: number }> = [];
  const touched: number[] = [];
  const heard = { is: false };
  const route = async (tx: Parameters<typeof scores.onEvent>[0], event: StoredEvent): Promise<void> => {
    told.push(event);
    await scores.onEvent(tx, event);
  };
  const publish = publisher({ events, route, clock });
  const { book, scores } = scoresOn({
    ...{ clock, events, publish, route },
    isHeard: () => heard.is,
    segmentsChanged: (_tx, { contact }) => touched.push(contact),
    post: (delivery) => posted.push(delivery),
  });
  await database.write((tx) =>
    tx.run(
      `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Shop', 'UTC', 'en', 0) ON CONFLICT (id) DO NOTHING`,
    ),
  );
  for (const id of [1, 2, 3]) {
    await database.write((tx) =>
      tx.run(
        `INSERT INTO contact (id, workspace, email, first_name, country, attributes, created_at, updated_at) VALUES (?, 1, ?, ?, ?, '{}', ?, ?)`,
        [id, `c${id}@example.com`, `Contact ${id}`, id === 2 ? 'AT' : 'IL', START, START],
      ),
    );
  }
  const interrupted = new InterruptedDatabase(database);
  const sweeps = new ScoreSweeps({ database: interrupted, clock, logger: silentLogger, scores, book });
  const recounts = new Recounts({ database: interrupted, clock, logger: silentLogger, book });
  let happenings = 0;
  return {
    ...{ clock, events, told, posted, touched, heard, scores, book, sweeps, publish },
    /** Lets something happen ahead of a write of the sweeps. */
    interrupt: (ahead: number, happen: () => Promise<unknown>) => interrupted.interrupt(ahead, happen),
    store: new ScoreStore(database, clock, book),
    thresholds: new ThresholdStore({ database, clock, cipher: plainCipher, book }),

    /** Something happens to a contact, now. */
    async happens(contact: number, type: string, facts: object = {}): Promise<void> {
      await database.write(async (tx) => {
        const now = clock.now();
        const payload = { event: { type, occurredAt: new Date(now).toISOString() }, ...facts } as EventPayload;
        const dedupeKey = `test:${(happenings += 1)}`;
        const stored = await events.append(
          tx,
          { workspace: 1, type, contact, shop: null, occurredAt: now, dedupeKey, payload },
          now,
        );
        if (stored) await route(tx, stored);
      });
    },

    /** A person gives points. */
    async give(contact: number, score: string, points: number, reference?: string) {
      return await database.write((tx) =>
        scores.give(
          tx,
          { workspace: 1, contact },
          { score, change: { points }, kind: 'manual', reason: 'By hand', reference, at: clock.now() },
        ),
      );
    },

    async worth(contact: number, score: string): Promise<number> {
      const view = await readScores(database, book, { workspace: 1, contact, now: clock.now() });
      return score === 'total' ? view.total : (view.scores.find(({ name }) => name === score)?.value ?? 0);
    },

    ledger: async (contact: number) =>
      (await readLedger(database, { workspace: 1, contact, limit: 100 })).data.reverse(),
    recounts,
    /** Counts anew, to the end. */
    async recompute(isDryRun: boolean, rule?: string) {
      const { id } = await recounts.request(1, { isDryRun, rule });
      await recounts.look();
      return await recounts.get(1, id);
    },
    crossings: () =>
      told
        .filter(({ type }) => type === 'score.crossed')
        .map(({ contact, payload: { threshold } }) => [contact, threshold?.direction, threshold?.name]),
  };
}
