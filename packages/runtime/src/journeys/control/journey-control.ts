import type { INode } from 'n8n-workflow';

import type { Database, Transaction } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { contactJourneys } from '../contact-journeys';
import { readLedger, type LedgerEntry } from '../ledger/read-ledger';
import { APPEND_TO_LEDGER, ledgerLine } from '../ledger/step';
import { readPauses, type Pauses } from '../pauses';
import { countWaiting, type WaitingCount } from './count-waiting';
import { listVersions, type VersionSummary } from './list-versions';
import { isAtRest, moveExecution, RESTING } from './move-execution';
import { checkNode, migration, planMigration, type InFlight, type InFlightCount } from './plan-migration';
import type { EnginePorts, Resting } from './ports';
import type { ResumePolicy } from './sweep-plan';
import type { Sweep, Sweeps } from './sweeps';

export interface JourneyState {
  readonly workflow: string;
  readonly status: 'active' | 'inactive' | 'paused' | 'resuming';
  /** UTC epoch ms; null while it is not paused. */
  readonly pausedAt: number | null;
  /** What becomes of events that come during the pause. */
  readonly entries: 'drop' | 'later' | null;
}

/** The workflows that journeys are made of. */
export interface Publishing {
  get(workspace: number, workflow: string): Promise<{ readonly active: number; readonly nodes: INode[] }>;
  /** Makes the draft live. @returns the id of the new version */
  publish(workspace: number, workflow: string): Promise<string>;
  deactivate(workspace: number, workflow: string): Promise<void>;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly sweeps: Sweeps;
  readonly ports: EnginePorts;
  readonly workflows: Publishing;
}

/** What an operator does to a journey and to those who are in it. */
export class JourneyControl {
  constructor(private readonly dependencies: Dependencies) {}

  /** @throws WORKFLOW_NOT_FOUND */
  async state(workspace: number, workflow: string): Promise<JourneyState> {
    const { database, workflows } = this.dependencies;
    const { active } = await workflows.get(workspace, workflow);
    const [pause] = await readPauses(database, workflow);
    if (!pause) return { workflow, status: active === 1 ? 'active' : 'inactive', pausedAt: null, entries: null };
    const status = (await this.isResuming(database, workflow)) ? 'resuming' : 'paused';
    return { workflow, status, pausedAt: pause.pausedAt, entries: pause.entersLater ? 'later' : 'drop' };
  }

  /**
   * From now on nobody enters, nobody moves on and nothing is sent. Pausing twice changes nothing.
   * @param entries whether events that come meanwhile enter when it goes on
   * @throws WORKFLOW_NOT_FOUND
   */
  async pause(workspace: number, workflow: string, entries: 'drop' | 'later' = 'drop'): Promise<JourneyState> {
    const { database, clock, pauses, workflows } = this.dependencies;
    await workflows.get(workspace, workflow);
    await database.write((tx) =>
      tx.run(
        `INSERT INTO journey_pause (workflow, workspace, paused_at, enters_later) VALUES (?, ?, ?, ?)
         ON CONFLICT (workflow) DO NOTHING`,
        [workflow, workspace, clock.now(), entries === 'later' ? 1 : 0],
      ),
    );
    await pauses.read();
    return await this.state(workspace, workflow);
  }

  /**
   * Ends a pause.
   * @param waits `shift`: every wait is put off by the length of the pause; `sendOverdue`: what fell due goes on now;
   *   `dropOverdue`: that, too, but what it sends up to its next wait is dropped
   * @throws WORKFLOW_NOT_FOUND, JOURNEY_NOT_PAUSED
   */
  async resume(workspace: number, workflow: string, waits: ResumePolicy): Promise<Sweep> {
    const { database, clock, sweeps, workflows } = this.dependencies;
    await workflows.get(workspace, workflow);
    const id = await database.write(async (tx) => {
      // Of two who resume at once the second waits here, and finds the sweep of the first.
      await tx.run('UPDATE journey_pause SET paused_at = paused_at WHERE workflow = ?', [workflow]);
      const [pause] = await readPauses(tx, workflow);
      if (!pause || (await this.isResuming(tx, workflow))) {
        const message = `The journey ${workflow} is not paused, or goes on already.`;
        throw new CodedUserError('JOURNEY_NOT_PAUSED', message, { workflow });
      }
      return await sweeps.begin(tx, workspace, workflow, { kind: 'resume', waits, by: clock.now() - pause.pausedAt });
    });
    return await sweeps.run(id);
  }

  /**
   * Lets nobody enter any more. Those inside finish, or leave now.
   * @returns what was done to those inside; undefined where they finish
   * @throws WORKFLOW_NOT_FOUND
   */
  async stop(workspace: number, workflow: string, inFlight: 'finish' | 'leave'): Promise<Sweep | undefined> {
    const { database, sweeps, workflows } = this.dependencies;
    await workflows.deactivate(workspace, workflow);
    if (inFlight === 'finish') return undefined;
    const reason = 'Left when the journey was stopped';
    const id = await database.write((tx) => sweeps.begin(tx, workspace, workflow, { kind: 'leave', reason }));
    return await sweeps.run(id);
  }

  /** Who waits where. @throws WORKFLOW_NOT_FOUND */
  async waiting(workspace: number, workflow: string): Promise<WaitingCount[]> {
    await this.dependencies.workflows.get(workspace, workflow);
    return await countWaiting(this.dependencies.database, workspace, workflow);
  }

  /** The published versions, and how many wait on each. @throws WORKFLOW_NOT_FOUND */
  async versions(workspace: number, workflow: string): Promise<VersionSummary[]> {
    const counts = await this.waiting(workspace, workflow);
    return await listVersions(this.dependencies.database, workspace, workflow, counts);
  }

  /** What an execution did. @throws EXECUTION_NOT_FOUND */
  async ledger(workspace: number, execution: number): Promise<LedgerEntry[]> {
    const { database, ports } = this.dependencies;
    return await readLedger(database, ports.versions, { workspace, execution });
  }

  /** Which journeys a contact is in, was in, and did not enter. */
  async journeysOf(workspace: number, contact: number): ReturnType<typeof contactJourneys> {
    return await contactJourneys(this.dependencies.database, workspace, contact);
  }

  /**
   * Publishes the draft, and moves those in flight as wanted. A dry run changes nothing and tells the numbers.
   * @throws WORKFLOW_NOT_FOUND, JOURNEY_NODE_UNKNOWN, and what keeps the draft from running
   */
  async publish(
    workspace: number,
    workflow: string,
    { inFlight, isDryRun }: { inFlight: InFlight; isDryRun: boolean },
  ): Promise<{ version: string | null; inFlight: InFlightCount[]; sweep: Sweep | undefined }> {
    const { database, sweeps, workflows } = this.dependencies;
    const { nodes } = await workflows.get(workspace, workflow);
    const counts = planMigration(nodes, await countWaiting(database, workspace, workflow), inFlight);
    if (isDryRun) return { version: null, inFlight: counts, sweep: undefined };
    const version = await workflows.publish(workspace, workflow);
    if (counts.every(({ does }) => does.do === 'stay')) return { version, inFlight: counts, sweep: undefined };
    const id = await database.write((tx) => sweeps.begin(tx, workspace, workflow, migration(version, inFlight)));
    return { version, inFlight: counts, sweep: await sweeps.run(id) };
  }

  /** Lets somebody who waits go on at another node of their version. @throws as `resting`, JOURNEY_NODE_UNKNOWN */
  async move(workspace: number, execution: number, node: string): Promise<void> {
    const { ports, clock } = this.dependencies;
    await this.change(workspace, execution, async (tx, resting) => {
      const version = await ports.versions.get(resting.version, tx);
      checkNode(version.nodes, node);
      const context = { ports, now: clock.now(), why: 'moved by hand' };
      return await moveExecution(tx, resting, version, { do: 'move', node }, context);
    });
  }

  /** Ends the wait of somebody as if its time had come. @throws as `resting` */
  async skipWait(workspace: number, execution: number): Promise<void> {
    const { ports, clock } = this.dependencies;
    await this.change(workspace, execution, async (tx, { id, state }) => {
      const now = clock.now();
      const changed = await tx.run(
        `UPDATE execution SET wake_at = ?, parked_at = NULL, ${APPEND_TO_LEDGER}
         WHERE id = ? AND status = 'waiting' AND state = ? AND (wake_at IS NULL OR wake_at > ?)`,
        [now, ledgerLine(now, [['skip']]), id, state, now],
      );
      if (changed > 0) tx.afterCommit(() => ports.wake());
      return changed > 0;
    });
  }

  /** Takes somebody out of a journey. @throws EXECUTION_NOT_FOUND, EXECUTION_NOT_WAITING where the journey has ended */
  async remove(workspace: number, execution: number, reason = 'Removed by hand'): Promise<void> {
    const { database, clock, ports } = this.dependencies;
    await database.write(async (tx) => {
      await find(tx, workspace, execution);
      if ((await ports.leave(tx, execution, { reason, now: clock.now() })) === 0) throw notWaiting(execution);
    });
  }

  private async change(
    workspace: number,
    execution: number,
    apply: (tx: Transaction, resting: Resting) => Promise<boolean>,
  ): Promise<void> {
    const { database, clock, ports } = this.dependencies;
    await database.write(async (tx) => {
      const resting = await find(tx, workspace, execution);
      if (!isAtRest(resting, clock.now()) || ports.isInHand(execution)) throw notWaiting(execution);
      if (!(await apply(tx, resting))) throw notWaiting(execution);
    });
  }

  private async isResuming(queries: Pick<Database, 'all'>, workflow: string): Promise<boolean> {
    const open = await queries.all<{ plan: string }>(
      'SELECT plan FROM journey_sweep WHERE ended_at IS NULL AND workflow = ?',
      [workflow],
    );
    return open.some(({ plan }) => (JSON.parse(plan) as { kind: string }).kind === 'resume');
  }
}

async function find(tx: Transaction, workspace: number, id: number): Promise<Resting> {
  const row = await tx.get<Resting>(`${RESTING} WHERE workspace = ? AND id = ?`, [workspace, id]);
  if (row) return row;
  throw new CodedUserError('EXECUTION_NOT_FOUND', `There is no execution with the id ${id}.`, { id });
}

function notWaiting(id: number): CodedUserError {
  const message = `The execution ${id} does not wait at this moment: it has ended, runs, or is about to.`;
  return new CodedUserError('EXECUTION_NOT_WAITING', message, { id });
}
