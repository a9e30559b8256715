import { zoneOfWorkspace } from '../audiences';
import type { Database, Transaction } from '../db';
import type { DateSpec, EventLog, RouteEvent, StoredEvent } from '../events';
import { codeOf, messageOf, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { setDates, type DateUser } from './date-users';
import { readWatches, type DateWatch } from './date-watch';
import { fillWatch } from './fill-watch';
import { pruneWatch } from './prune-watch';
import { reachDate } from './reach-date';
import { refreshContact, touchedBy } from './refresh-contact';
import { dueAt } from './stored-due';

/** How late a date is told of. */
const LOOKS_EVERY = seconds(5);
const AT_ONCE = 100;
/** On Postgres other servers know of a new watch after their next look: until then they do not keep up its rows. */
const KNOWN_TO_ALL_AFTER = { sqlite: seconds(0), postgres: seconds(10) };

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: Pick<EventLog, 'append'>;
  readonly route: RouteEvent;
}

/**
 * The dates that triggers wait for. When each contact reaches one is written down, with an index: finding who is due
 * costs what is due, however many contacts there are, and nothing is kept in memory but the watches themselves.
 */
export class DateWatches extends RecurringJob {
  private watches: readonly DateWatch[] = [];

  constructor(private readonly dependencies: Dependencies) {
    super({ every: LOOKS_EVERY, logger: dependencies.logger, complaint: 'Dates could not be looked at; trying again' });
  }

  /** As `setDates`. Contacts are looked at after the next look has read it: until then nothing they do is missed. */
  async set(tx: Transaction, user: { workspace: number; usedBy: DateUser }, specs: readonly DateSpec[]): Promise<void> {
    const isNew = await setDates(tx, user, specs, this.dependencies.clock.now());
    if (isNew) tx.afterCommit(() => this.wake());
  }

  /** Computes anew what an event may have moved, in the transaction that stored it. Costs nothing where nobody watches dates. */
  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    if (event.contact === null || this.watches.length === 0) return;
    const touched = touchedBy(event, this.watches);
    if (touched.length > 0) await refreshContact(tx, event.contact, touched, this.dependencies.clock.now());
  }

  protected override async prepare(): Promise<void> {
    await this.read();
  }

  protected override async work(): Promise<void> {
    await this.read();
    for (const watch of this.watches) await this.keepUp(watch);
    await this.reachDue();
  }

  private async read(): Promise<void> {
    this.watches = await readWatches(this.dependencies.database);
  }

  private async keepUp(watch: DateWatch): Promise<void> {
    const { database, clock } = this.dependencies;
    const { id, workspace, sinceAt } = watch;
    if (watch.retiredAt !== null) {
      while (!this.isStopping && !(await database.write((tx) => pruneWatch(tx, id))));
      return;
    }
    const timeZone = await zoneOfWorkspace(database, workspace);
    if (timeZone !== watch.timeZone) await this.beginAnew(watch, timeZone);
    else if (watch.filledTo === null || clock.now() - sinceAt < KNOWN_TO_ALL_AFTER[database.dialect].milliseconds)
      return;
    while (!this.isStopping && !(await database.write((tx) => fillWatch(tx, id, clock.now()))));
    await this.read();
  }

  /** The workspace has moved: so have the dates of all contacts whose own time zone is not known. */
  private async beginAnew({ id, timeZone: before }: DateWatch, timeZone: string): Promise<void> {
    const { database } = this.dependencies;
    await database.write((tx) =>
      tx.run('UPDATE date_watch SET time_zone = ?, filled_to = 0, is_anew = 1 WHERE id = ? AND time_zone = ?', [
        timeZone,
        id,
        before,
      ]),
    );
  }

  private async reachDue(): Promise<void> {
    const { database, clock } = this.dependencies;
    while (!this.isStopping) {
      const due = await dueAt(database, clock.now(), AT_ONCE);
      // A contact reaches one date after the other, also when the server has slept over several.
      const ofContacts = new Map<number, typeof due>();
      for (const each of due) ofContacts.set(each.contact, [...(ofContacts.get(each.contact) ?? []), each]);
      const done = await Promise.all([...ofContacts.values()].map((each) => this.reachInOrder(each)));
      if (due.length < AT_ONCE || !done.includes(true)) return;
    }
  }

  /** @returns whether any of them is done */
  private async reachInOrder(due: Awaited<ReturnType<typeof dueAt>>): Promise<boolean> {
    let isAnyDone = false;
    for (const each of due) isAnyDone = (await this.reach(each)) || isAnyDone;
    return isAnyDone;
  }

  /** @returns whether it is done: one that cannot be told of holds back no other */
  private async reach(due: Awaited<ReturnType<typeof dueAt>>[number]): Promise<boolean> {
    const { database, clock, logger, events, route } = this.dependencies;
    const watch = this.watches.find(({ id }) => id === due.watch);
    // Somebody has retired it, or made it, since the last look.
    if (watch?.retiredAt !== null) return false;
    try {
      await database.write((tx) => reachDate(tx, watch, due, { events, route, now: clock.now() }));
      return true;
    } catch (error) {
      const facts = { contact: due.contact, code: codeOf(error), reason: messageOf(error) };
      logger.error(facts, 'A date that a contact reached could not be told; trying again');
      return false;
    }
  }
}
