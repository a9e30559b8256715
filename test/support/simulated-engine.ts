import { openDatabase, type Database, type Transaction } from '../../packages/runtime/src/db';
import { Engine, LiveWorkflows, routeEvent } from '../../packages/runtime/src/engine';
import { EventLog } from '../../packages/runtime/src/events';
import { inProcessHub } from '../../packages/runtime/src/hub';
import { EndRules, Journeys, Pauses, PendingEntries } from '../../packages/runtime/src/journeys';
import { silentLogger, type Clock } from '../../packages/runtime/src/shared';
import { WorkflowStore } from '../../packages/runtime/src/workflows';
import { ensureWorkspace } from '../../packages/runtime/src/workspace';
import { MortalDatabase } from './mortal-database';
import { startEngine } from './start-engine';

/** What happens to a contact. */
export interface Happening {
  readonly type: string;
  readonly contact: number;
  readonly key: string;
}

export type SimulatedEngine = Awaited<ReturnType<typeof simulateEngine>>;

/** The engine and the router on one database in memory and a clock that the test moves, in processes that may die. */
export async function simulateEngine(
  workflow: unknown,
  open = (): Promise<Database> => openDatabase('sqlite::memory:'),
) {
  let now = Date.UTC(2026, 10, 22, 9);
  const clock: Clock = { now: () => now };
  const real = await open();
  await ensureWorkspace(real, { clock, timeZone: 'UTC' });
  const base = await startEngine({ database: real, clock });
  await base.engine.stop();
  const id = await base.create(workflow);
  await base.live.activate(1, id);

  const dying: Array<Promise<void>> = [];
  let alive = await startProcess();

  async function startProcess() {
    const database = new MortalDatabase(real);
    const events = new EventLog(database);
    const workflows = new WorkflowStore(database, clock);
    const onQueued = () => undefined;
    const common = { database, host: base.host, workflows, clock, logger: silentLogger };
    const engine = new Engine({
      ...common,
      publicUrl: 'http://127.0.0.1:5680',
      hubFor: (execution) =>
        inProcessHub(execution, { queries: database, clock, sender: 'shop@shop.example', onQueued }),
    });
    const [pauses, endRules] = [new Pauses(database), new EndRules()];
    const live = new LiveWorkflows({ ...common, engine, endRules });
    const entering = { clock, pauses, live, enter: engine.enter.bind(engine) };
    const pending = new PendingEntries({ ...entering, database, logger: silentLogger, events });
    const journeys = new Journeys({ ...entering, pending, endRules, versions: engine.versions });
    await live.startAll();
    await engine.start();
    return { database, engine, events, live, journeys };
  }

  /** The next process takes over from the database; the dead one comes to an end without reaching it. */
  async function restart(): Promise<void> {
    const { database, engine, live } = alive;
    database.die();
    // What it is about to try again takes a while to see that nothing helps any more.
    const isDead = (): void => undefined; // what it leased on Postgres it cannot give back
    dying.push(engine.stop().catch(isDead), live.stopAll());
    alive = await startProcess();
  }

  /** Resolves when nothing is left to do at this instant. A process that dies over it is followed by another. */
  async function settle(): Promise<void> {
    for (;;) {
      try {
        alive.engine.wake();
        await alive.engine.settled();
        if (!alive.database.isDead) return;
      } catch (error) {
        if (!alive.database.isDead) throw error;
      }
      await restart();
    }
  }

  return {
    clock,
    workflow: id,
    database: real,
    settle,
    restart,
    dieAt: (...death: Parameters<MortalDatabase['dieAt']>) => alive.database.dieAt(...death),

    advance(milliseconds: number): void {
      now += milliseconds;
    },

    /**
     * Tells of what happened until it has been heard, as a shop does.
     * @param beforeCommit what happens between the writing and the commit
     */
    async tell({ type, contact, key }: Happening, beforeCommit?: () => void): Promise<void> {
      for (;;) {
        const { database, events, engine, journeys } = alive;
        const payload = { event: { type, occurredAt: new Date(now).toISOString() }, contact: { id: contact } };
        const event = { workspace: 1, type, contact, shop: null, occurredAt: now, dedupeKey: key, payload };
        try {
          await database.write(async (tx: Transaction) => {
            const stored = await events.append(tx, event as never, now);
            if (stored) await routeEvent(tx, stored, { engine, journeys, clock });
            beforeCommit?.();
          });
          await settle();
          return;
        } catch (error) {
          if (!database.isDead) throw error;
          await restart();
        }
      }
    },

    async close(): Promise<void> {
      await alive.engine.stop();
      await alive.live.stopAll();
      await Promise.all(dying);
      await base.close();
    },
  };
}
