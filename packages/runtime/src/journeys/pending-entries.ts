import { calendarOf } from '../audiences';
import type { Database, Transaction } from '../db';
import type { EventLog, StoredEvent } from '../events';
import { RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { enterJourney, nextLook, type Enter, type LiveJourneys } from './enter-journey';
import type { Pauses } from './pauses';
import { claimPending, deletePending, PENDING_ENTRY, type PendingEntry } from './sql/pending-entry';
import { refuseEntry } from './sql/refuse-entry';

export interface PendingDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pauses: Pauses;
  readonly enter: Enter;
  readonly live: LiveJourneys;
  readonly events: Pick<EventLog, 'find'>;
}

const POLL_INTERVAL = seconds(5);
const BATCH = 50;

/** Events that have not passed an entry filter yet, looked at again by time and with each further event of their contact. */
export class PendingEntries extends RecurringJob {
  constructor(private readonly dependencies: PendingDependencies) {
    super({
      every: POLL_INTERVAL,
      logger: dependencies.logger,
      complaint: 'Late entries could not be looked at; trying again',
    });
  }

  /** Looks again at what waits for facts about a contact: this event may be one. */
  async reconsider(tx: Transaction, event: StoredEvent): Promise<void> {
    if (event.contact === null) return;
    const waiting = await tx.all<PendingEntry>(
      `${PENDING_ENTRY} WHERE contact = ? AND event <> ? AND due_at IS NOT NULL ORDER BY id`,
      [event.contact, event.id],
    );
    for (const pending of waiting) await this.process(tx, pending);
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    for (;;) {
      const due = await database.all<PendingEntry>(
        `${PENDING_ENTRY} WHERE due_at <= ? ORDER BY due_at, id LIMIT ${BATCH}`,
        [clock.now()],
      );
      for (const pending of due) await database.write((tx) => this.process(tx, pending));
      if (due.length < BATCH) return;
    }
  }

  private async process(tx: Transaction, pending: PendingEntry): Promise<void> {
    const { clock, pauses, enter, live, events } = this.dependencies;
    const { id, workspace, workflow, attempts, until_at: untilAt } = pending;
    const now = clock.now();
    if (!(await claimPending(tx, pending, nextLook(now, attempts + 1, untilAt)))) return;
    const event = await events.find(tx, workspace, pending.event);
    const calendar = event && (await calendarOf(tx, live.filtersOf(workspace), event));
    const entrance = event && live.entranceOf(workflow, event, calendar);
    if (!entrance) {
      if (event) await refuseEntry(tx, event, { workflow, reason: 'stopped' }, now);
      await deletePending(tx, id);
      return;
    }
    const outcome = await enterJourney(tx, entrance, event, { now, pause: pauses.of(workflow), enter });
    // Still pending: the row stands, with its next look, or without one where the journey was paused meanwhile.
    if (outcome !== 'pending') await deletePending(tx, id);
    else if (pauses.of(workflow)) await tx.run('UPDATE pending_entry SET due_at = NULL WHERE id = ?', [id]);
  }
}
