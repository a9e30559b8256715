import { Coupons } from '../../packages/runtime/src/coupons';
import { openDatabase, type Database, type Transaction } from '../../packages/runtime/src/db';
import {
  continueAt,
  disarmExecution,
  Engine,
  LiveWorkflows,
  rebind,
  routeEvent,
  saveExit,
  shiftWaits,
} from '../../packages/runtime/src/engine';
import { EventLog, publisher } from '../../packages/runtime/src/events';
import { inProcessHub } from '../../packages/runtime/src/hub';
import {
  EndRules,
  JourneyControl,
  Journeys,
  Pauses,
  PendingEntries,
  Sweeps,
  type ResumePolicy,
} from '../../packages/runtime/src/journeys';
import { silentLogger, type Clock } from '../../packages/runtime/src/shared';
import { WorkflowStore } from '../../packages/runtime/src/workflows';
import { ensureWorkspace } from '../../packages/runtime/src/workspace';
import { MortalDatabase } from './mortal-database';
import { peopleOn } from './people-on';
import { startEngine } from './start-engine';
import { scoresOn } from './scores-on';

/** What happens to a contact. */
export interface Happening {
  readonly type: string;
  readonly contact: number;
  readonly key: string;
}

export type SimulatedEngine = Awaited<ReturnType<typeof simulateEngine>>;

/** What stays when everything that happened is forgotten. */
const LASTING = new Set(['workspace', 'workflow', 'workflow_version']);

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
    const [pauses, endRules] = [new Pauses(database), new EndRules()];
    const route = async () => undefined;
    const publish = publisher({ events, route, clock });
    const { scores } = scoresOn({ clock, events, route, publish });
    const people = peopleOn({ database, clock, publish });
    const coupons = new Coupons({
      ...{ database, clock, logger: silentLogger, secret: 'of a test' },
      createAtShop: () => Promise.reject(new Error('There is no shop here')),
    });
    const engine = new Engine({
      ...common,
      pauses,
      publicUrl: 'http://127.0.0.1:5680',
      hubFor: (execution) =>
        inProcessHub(execution, {
          queries: database,
          clock,
          sender: 'shop@shop.example',
          publicUrl: 'http://127.0.0.1:5680',
          onQueued,
          scores,
          coupons,
          people,
        }),
    });
    const { versions } = engine;
    const live = new LiveWorkflows({ ...common, engine, endRules });
    const entering = { clock, pauses, live, enter: engine.enter.bind(engine) };
    const pending = new PendingEntries({ ...entering, database, logger: silentLogger, events });
    const journeys = new Journeys({ ...entering, pending, endRules, versions });
    const ports = {
      versions,
      leave: saveExit,
      continueAt,
      rebind,
      disarm: disarmExecution,
      shiftWaits,
      wake: () => engine.wake(),
      isInHand: (execution: number) => engine.inHand.has(execution),
    };
    const sweeps = new Sweeps({ database, clock, logger: silentLogger, pauses, ports });
    const publishing = {
      get: workflows.get.bind(workflows),
      publish: async (workspace: number, of: string) => (await live.activate(workspace, of)).id,
      deactivate: live.deactivate.bind(live),
    };
    const control = new JourneyControl({ database, clock, pauses, sweeps, ports, workflows: publishing });
    await pauses.read();
    await live.startAll();
    await engine.start();
    return { database, engine, events, live, journeys, pauses, sweeps, control };
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
    await untilItLives(async ({ engine, sweeps }) => {
      const open = await real.all<{ id: number }>('SELECT id FROM journey_sweep WHERE ended_at IS NULL');
      for (const sweep of open) await sweeps.run(sweep.id);
      engine.wake();
      await engine.settled();
    });
  }

  /** Does something in the living process, and again in the next one where it died over it. */
  async function untilItLives(act: (process: typeof alive) => Promise<unknown>): Promise<void> {
    for (;;) {
      const { database } = alive;
      try {
        await act(alive);
        if (!database.isDead) return;
      } catch (error) {
        if (!database.isDead) throw error;
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

    /** Forgets all that happened, and every death that is to come. The workflow stays live. */
    async forget(): Promise<void> {
      alive.database.dieAt(Infinity, 'before the commit');
      const tables = real.orm.dataSource.entityMetadatas.map(({ tableName }) => tableName);
      await real.write(async (tx) => {
        for (const table of tables) if (!LASTING.has(table)) await tx.run(`DELETE FROM ${table}`);
      });
      await alive.pauses.read();
    },

    /** Nobody moves on and nobody enters any more, until `resume`. Pausing twice changes nothing. */
    async pause(): Promise<void> {
      await untilItLives(({ control }) => control.pause(1, id));
      await settle();
    },

    /** The journey goes on, if it is paused. */
    async resume(waits: ResumePolicy): Promise<void> {
      await untilItLives(async ({ control, pauses }) => {
        if (pauses.of(id) && (await control.state(1, id)).status === 'paused') await control.resume(1, id, waits);
      });
      await settle();
    },

    /**
     * Tells of what happened until it has been heard, as a shop does.
     * @param beforeCommit what happens between the writing and the commit
     */
    async tell({ type, contact, key }: Happening, beforeCommit?: () => void): Promise<void> {
      await untilItLives(async ({ database, events, engine, journeys }) => {
        const payload = { event: { type, occurredAt: new Date(now).toISOString() }, contact: { id: contact } };
        const event = { workspace: 1, type, contact, shop: null, occurredAt: now, dedupeKey: key, payload };
        await database.write(async (tx: Transaction) => {
          const stored = await events.append(tx, event as never, now);
          if (stored) await routeEvent(tx, stored, { engine, journeys, clock });
          beforeCommit?.();
        });
      });
      await settle();
    },

    async close(): Promise<void> {
      await alive.engine.stop();
      await alive.live.stopAll();
      await Promise.all(dying);
      await base.close();
    },
  };
}
