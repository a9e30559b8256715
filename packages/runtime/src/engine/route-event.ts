import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
import { APPEND_TO_LEDGER, ledgerLine, type Journeys } from '../journeys';
import type { Clock } from '../shared';
import type { Engine } from './engine';
import { saveExit } from './sql/save-execution';

interface Collaborators {
  readonly engine: Engine;
  readonly journeys: Journeys;
  readonly clock: Clock;
}

/**
 * Takes an event on to whoever waits for it, in the transaction that stored it. In this order: first it ends the
 * journeys that it is an exit of, then it resumes those that wait for it, then it enters new ones. So an event may end
 * one round of a journey and begin the next, and never ends what it has just begun.
 */
export async function routeEvent(tx: Transaction, event: StoredEvent, collaborators: Collaborators): Promise<void> {
  if (event.contact !== null) {
    await leaveJourneys(tx, event, collaborators);
    await resumeWaits(tx, event, event.contact, collaborators);
  }
  await collaborators.journeys.enter(tx, event);
}

async function leaveJourneys(tx: Transaction, event: StoredEvent, { journeys, clock }: Collaborators): Promise<void> {
  for (const { execution, ...end } of await journeys.endedBy(tx, event)) {
    await saveExit(tx, execution, { ...end, now: clock.now() });
  }
}

async function resumeWaits(
  tx: Transaction,
  event: StoredEvent,
  contact: number,
  { engine, clock }: Collaborators,
): Promise<void> {
  const waiting = await tx.all<{ execution: number }>(
    'SELECT DISTINCT execution FROM event_wait WHERE contact = ? AND event_type = ?',
    [contact, event.type],
  );
  for (const { execution } of waiting) {
    const ledger = ledgerLine(clock.now(), [['event', event.id]]);
    const update = `UPDATE execution SET wake_at = ?, ${APPEND_TO_LEDGER} WHERE id = ? AND status = 'waiting'`;
    await tx.run(update, [clock.now(), ledger, execution]);
    await tx.run('DELETE FROM event_wait WHERE execution = ?', [execution]);
  }
  if (waiting.length > 0) tx.afterCommit(() => engine.wake());
}
