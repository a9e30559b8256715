import { calendarOf } from '../audiences';
import type { Transaction } from '../db';
import type { StoredEvent } from '../events';
import type { Clock } from '../shared';
import type { EndRules } from './end-rules';
import { enterJourney, type Enter, type Entrance, type EntryOutcome, type LiveJourneys } from './enter-journey';
import { findEnded, type Ended, type Versions } from './find-ended';
import { rulesOf } from './journey-rules';
import type { Pauses } from './pauses';
import type { PendingEntries } from './pending-entries';

export interface JourneyDependencies {
  readonly clock: Clock;
  readonly versions: Versions;
  readonly endRules: EndRules;
  readonly pauses: Pauses;
  readonly pending: PendingEntries;
  readonly enter: Enter;
  readonly live: LiveJourneys;
}

/** What an event does to journeys, in the transaction that stored it. */
export class Journeys {
  constructor(private readonly dependencies: JourneyDependencies) {}

  /** The executions that the event ends. */
  async endedBy(tx: Transaction, event: StoredEvent): Promise<Ended[]> {
    const { endRules, versions, clock } = this.dependencies;
    return await findEnded(tx, event, { endRules, versions, now: clock.now() });
  }

  async enter(tx: Transaction, event: StoredEvent): Promise<void> {
    const { clock, pauses, pending, enter, live } = this.dependencies;
    const calendar = await calendarOf(tx, live.filtersOf(event.workspace), event);
    for (const entrance of live.entrancesOf(event, calendar)) {
      const pause = pauses.of(entrance.version.workflow);
      const outcome = await enterJourney(tx, entrance, event, { now: clock.now(), pause, enter });
      if (outcome === 'pending') tx.afterCommit(() => pending.wake());
    }
    if (live.hasEntryFilters(event.workspace)) await pending.reconsider(tx, event);
  }

  /** Enters one journey only, by its rules; undefined where it is not live here, or does not wait for such an event. */
  async enterOne(tx: Transaction, workflow: string, event: StoredEvent): Promise<EntryOutcome | undefined> {
    const { clock, pauses, pending, enter, live } = this.dependencies;
    const calendar = await calendarOf(tx, live.filtersOf(event.workspace), event);
    const entrance = live.entranceOf(workflow, event, calendar);
    if (!entrance) return undefined;
    const outcome = await enterJourney(tx, entrance, event, { now: clock.now(), pause: pauses.of(workflow), enter });
    if (outcome === 'pending') tx.afterCommit(() => pending.wake());
    return outcome;
  }
}

/** Whether a version's entry filter may hold events back. */
export const hasEntryFilter = ({ version }: { version: Entrance['version'] }): boolean =>
  rulesOf(version.settings).entry?.filter !== undefined;
