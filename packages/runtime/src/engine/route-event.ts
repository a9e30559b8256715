import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
import type { Journeys } from '../journeys';
import type { Clock } from '../shared';
import type { Engine } from './engine';
import { saveExit } from './sql/save-execution';
import { wakeWaits } from './waits';

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
    const { engine, clock } = collaborators;
    if (await wakeWaits(tx, event, event.contact, clock.now())) tx.afterCommit(() => engine.wake());
  }
  await collaborators.journeys.enter(tx, event);
}

async function leaveJourneys(tx: Transaction, event: StoredEvent, { journeys, clock }: Collaborators): Promise<void> {
  for (const { execution, ...end } of await journeys.endedBy(tx, event)) {
    await saveExit(tx, execution, { ...end, now: clock.now() });
  }
}
