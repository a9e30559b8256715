import type { Database } from '../../../packages/runtime/src/db';
import { Claimer } from '../../../packages/runtime/src/engine/claim/claimer';
import { MessageWriter } from '../../../packages/runtime/src/messages';
import { Outbox } from '../../../packages/runtime/src/messages/outbox';
import { days, hours, minutes, silentLogger } from '../../../packages/runtime/src/shared';
import { databases, empty } from '../../support/databases';
import { onEvents } from '../../support/journey';
import { simulateEngine, type SimulatedEngine } from '../../support/simulated-engine';
import { waitJourney } from '../../support/wait-journey';

jest.setTimeout(60_000);

const CONTACT = 1;
const JOURNEY = waitJourney(
  [{ name: 'Paid', waitFor: 'event', events: ['order.paid'] }],
  { atMost: 2, atMostUnit: 'days' },
  onEvents('order.placed'),
);

describe.each(databases())('a clock that is set back and forth, on %s', (_name, open) => {
  let engine: SimulatedEngine;
  beforeAll(async () => (engine = await simulateEngine(JOURNEY, open)));
  afterAll(async () => await engine.close());
  beforeEach(async () => {
    for (const table of ['execution', 'event', 'wait_arm', 'contact']) {
      await engine.database.write((tx) => tx.run(`DELETE FROM ${table}`));
    }
    const now = engine.clock.now();
    await engine.database.write((tx) =>
      tx.run(`INSERT INTO contact (id, workspace, attributes, created_at, updated_at) VALUES (?, 1, '{}', ?, ?)`, [
        CONTACT,
        now,
        now,
      ]),
    );
  });

  const back = ({ milliseconds }: { milliseconds: number }) => engine.advance(-milliseconds);
  const enters = (key: string, beforeCommit?: () => void) =>
    engine.tell({ type: 'order.placed', contact: CONTACT, key }, beforeCommit);
  const pays = (key: string, beforeCommit?: () => void) =>
    engine.tell({ type: 'order.paid', contact: CONTACT, key }, beforeCommit);

  interface Round {
    readonly status: string;
    readonly node: string | null;
    readonly wake_at: number | null;
    readonly ledger: string;
  }
  const rounds = () => engine.database.all<Round>('SELECT status, node, wake_at, ledger FROM execution ORDER BY id');
  const places = async () => (await rounds()).map(({ status, node }) => `${status} at ${node}`);

  async function comesTo(expected: string[]): Promise<void> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      await engine.settle();
      const seen = await places();
      if (JSON.stringify(seen) === JSON.stringify(expected) || Date.now() > deadline) {
        expect(seen).toEqual(expected);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test('who enters while the clock is set back does not wait until it has caught up', async () => {
    await enters('one', () => back(hours(1)));
    await comesTo(['waiting at Wait']);
    const [round] = await rounds();
    expect(round?.wake_at).toBe(engine.clock.now() + days(2).milliseconds);
    await enters('two');
    await comesTo(['waiting at Wait', 'waiting at Wait']);
  });

  test('a wait that an event ended while the clock was set back goes on at once', async () => {
    await enters('three');
    await pays('four', () => back(hours(3)));
    await comesTo(['success at Paid']);
  });

  test('who entered when the process ended is taken up by the next one, whose clock is behind', async () => {
    engine.dieAt(1, 'before the commit');
    await enters('five', () => back(minutes(30)));
    await comesTo(['waiting at Wait']);
  });

  test('what fell due by a clock that was set forth runs once, and not again at its right time', async () => {
    await enters('six');
    engine.advance(days(3).milliseconds);
    await comesTo(['success at Timed out']);
    const [before] = await rounds();
    back(days(3));
    await comesTo(['success at Timed out']);
    engine.advance(days(4).milliseconds);
    await comesTo(['success at Timed out']);
    expect((await rounds())[0]?.ledger).toBe(before?.ledger);
  });

  test('what waits for a later instant is neither early nor lost, however the clock moves', async () => {
    await enters('seven');
    engine.advance(days(1).milliseconds);
    await comesTo(['waiting at Wait']);
    back(days(1.5));
    await enters('eight');
    await comesTo(['waiting at Wait', 'waiting at Wait']);
    engine.advance(days(2).milliseconds);
    await comesTo(['waiting at Wait', 'success at Timed out']);
    engine.advance(days(0.5).milliseconds);
    await comesTo(['success at Timed out', 'success at Timed out']);
  });
});

describe.each(databases())('claiming while the clock is set back and forth, on %s', (_name, open) => {
  const NOW = 10_000_000;
  const HOUR = hours(1).milliseconds;
  let database: Database;
  let now = NOW;
  const clock = { now: () => now };
  beforeAll(async () => (database = await open()));
  afterAll(async () => await database.close());
  beforeEach(async () => {
    now = NOW;
    await empty(database);
  });

  const startClaimer = async () => {
    const more = { only: undefined, owner: 'one', crashRecord: undefined };
    const claimer = new Claimer({ database, clock, logger: silentLogger, ...more });
    await claimer.start();
    return claimer;
  };
  const store = async (id: number, status: string, wakeAt: number, startedAt = wakeAt) => {
    await database.write((tx) =>
      tx.run(
        `INSERT INTO execution (id, workspace, workflow, version, status, mode, wake_at, attempts, started_at)
         VALUES (?, 1, 'w', 'v', ?, 'trigger', ?, 0, ?)`,
        [id, status, wakeAt, startedAt],
      ),
    );
  };
  const claimed = async (claimer: Claimer) => (await claimer.claim(10, 10)).map(({ id }) => id);

  test('entries from before the jump come in their order, and waits stay', async () => {
    const claimer = await startClaimer();
    expect(await claimed(claimer)).toEqual([]);
    for (const id of [1, 2, 3]) await store(id, 'new', NOW - 10 + id);
    await store(4, 'waiting', NOW - 5);
    now -= HOUR;
    expect(await claimed(claimer)).toEqual([1, 2, 3]);
    now += HOUR;
    expect(await claimed(claimer)).toEqual([4]);
    await claimer.stop();
  });

  test('a process that starts with its clock behind takes up what an earlier one left', async () => {
    await store(1, 'new', NOW);
    await store(2, 'waiting', NOW + 1, NOW - HOUR);
    now -= HOUR;
    const claimer = await startClaimer();
    expect(await claimed(claimer)).toEqual([1]);
    await claimer.stop();
  });

  test('what is in hand is not taken a second time when the clock is set forth', async () => {
    await store(1, 'new', NOW);
    const claimer = await startClaimer();
    expect(await claimed(claimer)).toEqual([1]);
    now += 24 * HOUR;
    expect(await claimed(claimer)).toEqual([]);
    now -= 24 * HOUR;
    expect(await claimed(claimer)).toEqual([]);
    await claimer.stop();
  });

  test('mails that were to go at once go, and those that were put off stay so', async () => {
    const sent: string[] = [];
    const provider = {
      name: 'test',
      send: async ({ id }: { id: string }) => {
        sent.push(id);
        return { providerMessageId: id };
      },
    };
    const outbox = new Outbox({
      database,
      clock,
      logger: silentLogger,
      provider: provider as never,
      writer: new MessageWriter(),
    });
    await outbox.drain();
    const mail = (id: string, dueAt: number, createdAt: number) =>
      database.write((tx) =>
        tx.run(
          `INSERT INTO message (id, workspace, visit, item, channel, purpose, sender, recipient, locale, subject, html, text, verdict,
             reason, status, attempts, due_at, created_at)
           VALUES (?, 1, 0, 0, 'email', 'transactional', 's@shop.example', 'anna@example.com', 'en', 's', 'h', 't', 'send', 'r', 'queued', 0, ?, ?)`,
          [id, dueAt, createdAt],
        ),
      );
    await mail('at once', NOW, NOW);
    await mail('put off', NOW, NOW - HOUR);
    now -= HOUR;
    await outbox.drain();
    expect(sent).toEqual(['at once']);
    now += HOUR;
    await outbox.drain();
    expect(sent).toEqual(['at once', 'put off']);
  });
});
