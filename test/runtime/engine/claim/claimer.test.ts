import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Database } from '../../../../packages/runtime/src/db';
import { Claimer, type ClaimerDependencies } from '../../../../packages/runtime/src/engine/claim/claimer';
import { CrashRecord } from '../../../../packages/runtime/src/engine/claim/crash-record';
import { saveEnd, saveWait } from '../../../../packages/runtime/src/engine/sql/save-execution';
import { silentLogger } from '../../../../packages/runtime/src/shared';
import { databases, empty } from '../../../support/databases';

const NOW = 1_000_000;
const clock = { time: NOW, now: () => clock.time };

describe.each(databases())('claiming on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => (database = await open()));
  afterAll(async () => await database.close());
  beforeEach(async () => {
    clock.time = NOW;
    await empty(database);
  });

  const claimer = (more: Partial<ClaimerDependencies> = {}) =>
    new Claimer({
      database,
      clock,
      logger: silentLogger,
      only: undefined,
      owner: 'one',
      crashRecord: undefined,
      ...more,
    });

  /** Executions of a workflow, each due one millisecond after the other. */
  async function queue(workflow: string, count: number, { from = 1, workspace = 1 } = {}): Promise<void> {
    await database.write(async (tx) => {
      for (let at = 0; at < count; at += 500) {
        const rows = Array.from({ length: Math.min(500, count - at) }, (_, index) => from + at + index);
        const values = rows.map((due) => `(${workspace}, '${workflow}', 'v', 'new', 'trigger', ${due}, 0, ${due})`);
        await tx.run(
          `INSERT INTO execution (workspace, workflow, version, status, mode, wake_at, attempts, started_at) VALUES ${values.join(', ')}`,
        );
      }
    });
  }

  const workflowsOf = (rows: ReadonlyArray<{ workflow: string }>) => rows.map(({ workflow }) => workflow).sort();
  const statusOf = async (id: number) =>
    await database.get<{ status: string; attempts: number }>('SELECT status, attempts FROM execution WHERE id = ?', [
      id,
    ]);

  test('what is due longest comes first, and what is not due stays', async () => {
    await queue('a', 3, { from: NOW - 1 });
    await queue('b', 1);
    const rows = await claimer().claim(10, 10);
    expect(rows.map(({ workflow, wake_at }) => [workflow, wake_at])).toEqual([
      ['b', 1],
      ['a', NOW - 1],
      ['a', NOW],
    ]);
  });

  test('a contact does not wait behind the backlog of another workflow', async () => {
    await queue('campaign', 5_000);
    await queue('welcome', 1, { from: 900_000 });
    const rows = await claimer().claim(20, 20);
    expect(rows).toHaveLength(20);
    expect(workflowsOf(rows)).toContain('welcome');
    expect(rows.filter(({ workflow }) => workflow === 'campaign').map(({ wake_at }) => wake_at)).toEqual(
      Array.from({ length: 19 }, (_, index) => index + 1),
    );
  });

  test('clients share what is free, however many workflows one of them has', async () => {
    for (const workflow of ['a', 'b', 'c', 'd']) await queue(workflow, 100);
    await queue('z', 100, { from: 5_000, workspace: 2 });
    const rows = await claimer().claim(16, 16);
    expect(rows.filter(({ workspace }) => workspace === 2)).toHaveLength(8);
  });

  test('with more queues than slots, each gets its turn', async () => {
    for (let index = 0; index < 30; index += 1) await queue(`w${index}`, 20);
    const one = claimer();
    const seen = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      for (const row of await one.claim(10, 10)) {
        seen.add(row.workflow);
        await database.write((tx) => tx.run('UPDATE execution SET wake_at = NULL WHERE id = ?', [row.id]));
        one.letGo(row.id);
      }
    }
    expect(seen.size).toBe(30);
  });

  test('slow nodes of one workflow leave places for others', async () => {
    await queue('slow', 100);
    const one = claimer();
    expect(await one.claim(50, 40)).toHaveLength(40);
    await queue('quick', 1, { from: 900_000 });
    await new Promise((resolve) => setTimeout(resolve, 250)); // it looks only so often for who has something due
    expect(workflowsOf(await one.claim(10, 40))).toEqual(['quick']);
  });

  test('what is in hand is not claimed again', async () => {
    await queue('a', 5);
    const one = claimer();
    const first = await one.claim(3, 10);
    const second = await one.claim(10, 10);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(5);
    expect(await one.claim(10, 10)).toEqual([]);
    expect(await one.nextDueAt()).toBeUndefined();
  });

  const postgres = (title: string, run: () => Promise<void>) =>
    test(title, async () => {
      if (database.dialect === 'postgres') await run();
    });

  /** As if a minute had passed: leases are counted by the database's clock. */
  const expireLeases = async () =>
    await database.write((tx) => tx.run('UPDATE execution SET lease_until = lease_until - 61000'));

  postgres('two processes on one database never have the same contact in hand', async () => {
    await queue('a', 200);
    const [one, two] = [claimer(), claimer({ owner: 'two' })];
    const ids: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const both = await Promise.all([one.claim(20, 100), two.claim(20, 100)]);
      ids.push(...both.flat().map(({ id }) => id));
    }
    expect(ids.length).toBeGreaterThanOrEqual(100); // in step with each other, one takes what both have seen
    expect(new Set(ids).size).toBe(ids.length);
  });

  postgres('what a dead process held is taken over when its lease has run out', async () => {
    await queue('a', 1);
    const [row] = await claimer().claim(1, 1);
    const two = claimer({ owner: 'two' });
    expect(await two.claim(1, 1)).toEqual([]);
    await expireLeases();
    expect(await two.claim(1, 1)).toMatchObject([{ id: row?.id, lease_owner: 'two', attempts: 1 }]);
  });

  postgres(
    'a machine whose clock is an hour fast steals nothing, and one whose clock is an hour slow loses nothing',
    async () => {
      await queue('a', 1, { from: NOW - 7_200_000 });
      await queue('b', 1, { from: NOW - 7_200_000 });
      const fast = claimer({ owner: 'fast', clock: { now: () => NOW + 3_600_000 } });
      const slow = claimer({ owner: 'slow', clock: { now: () => NOW - 3_600_000 } });
      const [held] = await slow.claim(1, 1);
      const [other] = await fast.claim(10, 10);
      expect([held?.workflow, other?.workflow].sort()).toEqual(['a', 'b']);
      expect(await fast.claim(10, 10)).toEqual([]);
      expect(await slow.claim(10, 10)).toEqual([]);
      expect(await fast.nextDueAt()).toBeUndefined();
      // What a fast clock leased runs out as soon as anybody's.
      await expireLeases();
      expect(await slow.claim(10, 10)).toMatchObject([{ id: other?.id, lease_owner: 'slow', attempts: 1 }]);
    },
  );

  postgres('a process that comes again takes its own over at once', async () => {
    await queue('a', 1);
    await claimer().claim(1, 1);
    const again = claimer();
    await again.start();
    expect(await again.claim(1, 1)).toMatchObject([{ attempts: 1 }]);
    await again.stop();
  });

  postgres('a process that was taken for dead stores nothing any more', async () => {
    await queue('a', 1);
    const [row] = await claimer().claim(1, 1);
    const id = row?.id ?? 0;
    await expireLeases();
    await claimer({ owner: 'two' }).claim(1, 1);
    const end = { status: 'success' as const, node: null, stoppedAt: 1, state: null, errorCode: null, error: null };
    expect(await database.write((tx) => saveEnd(tx, id, end, 'one'))).toBe(0);
    expect(await database.write((tx) => saveWait(tx, id, { node: 'x', wakeAt: 1, state: null }, 'two'))).toBe(1);
    expect(await claimer().claim(1, 1)).toMatchObject([{ id, attempts: 0 }]);
  });

  postgres('what kills every process that runs it is set aside', async () => {
    await queue('a', 1);
    let id = 0;
    for (let death = 0; death < 6; death += 1) {
      const [row] = await claimer({ owner: `process ${death}` }).claim(1, 1);
      id = row?.id ?? 0;
      await expireLeases();
    }
    expect(await claimer({ owner: 'last' }).claim(1, 1)).toEqual([]);
    expect(await statusOf(id)).toEqual({ status: 'crashed', attempts: 6 });
  });
});

describe('after a crash on SQLite', () => {
  const [[, open] = []] = databases();
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const record = () => new CrashRecord(path.join(folder, 'in-hand'), silentLogger);
  let database: Database;
  beforeAll(async () => {
    if (open) database = await open();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    const logger = silentLogger;
    const one = new Claimer({ database, clock, logger, only: undefined, owner: 'x', crashRecord: record() });
    await one.start();
    return one;
  };
  const rows = async () =>
    await database.all<{ status: string; attempts: number }>('SELECT status, attempts FROM execution ORDER BY id');

  test('only what was in hand is suspected; what was merely due is not', async () => {
    await database.write((tx) =>
      tx.run(
        `INSERT INTO execution (workspace, workflow, version, status, mode, wake_at, attempts, started_at)
         VALUES (1, 'a', 'v', 'new', 'trigger', 1, 0, 1), (1, 'a', 'v', 'new', 'trigger', 2, 0, 1)`,
      ),
    );
    for (let death = 0; death < 6; death += 1) await (await start()).claim(1, 1);
    expect(await rows()).toEqual([
      { status: 'new', attempts: 5 },
      { status: 'new', attempts: 0 },
    ]);
    await start();
    expect(await rows()).toEqual([
      { status: 'crashed', attempts: 6 },
      { status: 'new', attempts: 0 },
    ]);
  });

  test('a process that ended in order leaves no suspicion', async () => {
    const one = await start();
    await one.claim(1, 1);
    await one.stop();
    await start();
    expect((await rows())[1]).toEqual({ status: 'new', attempts: 0 });
  });
});
