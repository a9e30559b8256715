import type { Transaction } from '../db';
import { matchesTrigger, type StoredEvent } from '../events';
import type { Clock } from '../shared';
import type { Engine } from './engine';
import type { LiveWorkflows } from './live-workflows';
import { saveExit } from './sql/save-execution';
import type { VersionCache } from './version-cache';

interface Collaborators {
  readonly engine: Engine;
  readonly live: LiveWorkflows;
  readonly versions: VersionCache;
  readonly clock: Clock;
}

/**
 * Takes an event on to whoever waits for it, in the transaction that stored it. In this order: first it ends the
 * journeys that it is an exit of, then it resumes those that wait for it, then it enters new ones. So an event may end
 * one round of a journey and begin the next, and never ends what it has just begun.
 */
export async function routeEvent(tx: Transaction, event: StoredEvent, collaborators: Collaborators): Promise<void> {
  if (event.contact !== null) {
    await leaveJourneys(tx, event, event.contact, collaborators);
    await resumeWaits(tx, event, event.contact, collaborators);
  }
  await enterJourneys(tx, event, collaborators);
}

async function leaveJourneys(
  tx: Transaction,
  event: StoredEvent,
  contact: number,
  { versions, clock }: Collaborators,
): Promise<void> {
  const running = await tx.all<{ id: number; version: string }>(
    'SELECT id, version FROM execution WHERE contact = ? AND stopped_at IS NULL',
    [contact],
  );
  for (const { id, version } of running) {
    const { settings } = await versions.get(version, tx);
    if (!settings.aftercart?.exitOn?.includes(event.type)) continue;
    await saveExit(tx, id, { reason: `Left the journey on ${event.type} (event ${event.id})`, now: clock.now() });
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
    await tx.run(`UPDATE execution SET wake_at = ? WHERE id = ? AND status = 'waiting'`, [clock.now(), execution]);
    await tx.run('DELETE FROM event_wait WHERE execution = ?', [execution]);
  }
  if (waiting.length > 0) tx.afterCommit(() => engine.wake());
}

async function enterJourneys(tx: Transaction, event: StoredEvent, { engine, live }: Collaborators): Promise<void> {
  for (const { version, eventTriggers } of live.of(event.workspace)) {
    const trigger = eventTriggers.find(({ filter }) => matchesTrigger(filter, event));
    if (!trigger) continue;
    await engine.enter(tx, {
      version,
      mode: 'trigger',
      node: trigger.node,
      contact: event.contact,
      event: event.id,
      entryKey: event.dedupeKey,
      state: null,
    });
  }
}
