import type { Database } from '../../../../packages/runtime/src/db';
import type { Wait } from '../../../../packages/runtime/src/engine';
import { armWait, storeArms, wakeWaits } from '../../../../packages/runtime/src/engine/waits';
import { EventLog } from '../../../../packages/runtime/src/events';
import { durableDatabases, untilAnotherWriteWaits } from '../../../support/databases';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const ANNA = 7;
const WAITING = 1;

const wait: Wait = {
  contact: ANNA,
  byTime: { output: 0, name: 'Timed out', reason: 'timeout', at: NOW + 3_600_000 },
  arms: [{ kind: 'event', output: 1, name: 'Bought', filter: { events: ['order.placed'] }, lookBack: 'node' }],
};

describe.each(durableDatabases())('a wait that begins while something happens, on %s', (_name, open) => {
  let database: Database;
  let events: EventLog;
  let keys = 0;

  beforeEach(async () => {
    database = await open();
    events = new EventLog(database);
    await database.write((tx) =>
      tx.run(
        `INSERT INTO execution (id, workspace, workflow, version, status, mode, wake_at, attempts, started_at)
         VALUES (?, 1, 'w', 'v', 'waiting', 'trigger', ?, 0, ?)`,
        [WAITING, NOW + 3_600_000, NOW],
      ),
    );
  });
  afterEach(async () => await database.close());

  /** Stores the wait as a commit does. @returns what it found */
  const begin = async (meanwhile: () => Promise<void> = async () => undefined) =>
    await database.write(async (tx) => {
      const scope = { workspace: 1, execution: 1, lookBack: { node: {}, journey: {} }, enteredAt: NOW, now: NOW };
      const armed = await armWait(tx, wait, scope);
      await meanwhile();
      await storeArms(tx, { execution: WAITING, contact: ANNA }, armed.arms);
      return armed;
    });

  /** Stores an event and tells it to the waits. @returns whether one has heard it */
  const buy = async (meanwhile: () => Promise<void> = async () => undefined) =>
    await database.write(async (tx) => {
      const payload = { event: { type: 'order.placed', occurredAt: new Date(NOW).toISOString() } };
      const shared = { workspace: 1, type: 'order.placed', contact: ANNA, shop: null, occurredAt: NOW, payload };
      const event = (await events.append(tx, { ...shared, dedupeKey: `e-${(keys += 1)}` }, NOW))!;
      await meanwhile();
      return await wakeWaits(tx, event, ANNA, NOW);
    });

  test('an event that is being stored is found by the wait that begins', async () => {
    let began: ReturnType<typeof begin> | undefined;
    const heard = await buy(async () => {
      began = begin();
      await untilAnotherWriteWaits(database);
    });
    expect(heard).toBe(false);
    expect(await began).toMatchObject({ wakeAt: NOW, wakeBy: { output: 1, reason: 'event' }, arms: [] });
  });

  test('a wait that is being stored is found by the event that comes', async () => {
    let bought: ReturnType<typeof buy> | undefined;
    const armed = await begin(async () => {
      bought = buy();
      await untilAnotherWriteWaits(database);
    });
    expect(armed.arms).toHaveLength(1);
    expect(await bought).toBe(true);
    expect(await database.all('SELECT wake_at, wake_by FROM execution')).toEqual([
      { wake_at: NOW, wake_by: JSON.stringify({ output: 1, arm: 'Bought', event: 1, reason: 'event' }) },
    ]);
  });

  test('two events at once end it once', async () => {
    await begin();
    let second: ReturnType<typeof buy> | undefined;
    const first = await buy(async () => {
      second = buy();
      await untilAnotherWriteWaits(database);
    });
    expect([first, await second]).toEqual([true, false]);
  });
});
