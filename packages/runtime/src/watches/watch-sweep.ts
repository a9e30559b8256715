import { holdContact, type Database, type Queries, type Transaction } from '../db';
import type { EventLog, NewEvent, RouteEvent, TriggerDemand } from '../events';
import { codeOf, messageOf, minutes, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { abandonedCart } from './cart/abandoned-cart';
import { neglectedMessage } from './message/neglected-message';
import { minutesWanted } from './minutes-wanted';
import { findDue, putOff, takeDue } from './sql/due-watches';
import type { Watch } from './watch';

export interface SweepDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly demand: TriggerDemand;
}

const LOOKS_EVERY = seconds(5);
/** So many are looked at together: they share a commit, and hold up nothing else for long. */
const AT_ONCE = 25;
/** One that cannot be told of must not keep the others waiting. */
const TRIES_AGAIN_AFTER = minutes(10);

/**
 * Tells of what did not happen, once its time has come. A watch is taken out in the transaction that tells of it: a
 * process that dies does both or nothing, and of several processes one does.
 */
export class WatchSweep extends RecurringJob {
  constructor(private readonly dependencies: SweepDependencies) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'What is due could not be read; trying again',
    });
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    while (!this.isStopping) {
      const due = await findDue(database, clock.now(), AT_ONCE);
      await Promise.all(due.map((watch) => this.settle(watch)));
      if (due.length < AT_ONCE) return;
    }
  }

  private async settle(watch: Watch): Promise<void> {
    const { database, clock, logger } = this.dependencies;
    try {
      await database.write((tx) => this.tell(tx, watch));
    } catch (error) {
      const { id, type, subject } = watch;
      logger.error(
        { watch: id, type, subject, code: codeOf(error), reason: messageOf(error) },
        'A trigger was not told',
      );
      await database.write((tx) => putOff(tx, id, clock.now() + TRIES_AGAIN_AFTER.milliseconds));
    }
  }

  private async tell(tx: Transaction, { id, ...found }: Watch): Promise<void> {
    const { clock, events, route, demand } = this.dependencies;
    const now = clock.now();
    // In the order in which events do it, which begin the watch anew: first the contact, then the watch.
    const contact = await contactOf(tx, found);
    if (contact !== null) await holdContact(tx, contact);
    const watch = await takeDue(tx, id, now);
    if (!watch || !minutesWanted(demand.filtersOf(watch.workspace), watch.type).includes(watch.minutes)) return;
    const event = await happeningOf(tx, watch);
    const stored = event && (await events.append(tx, event, now));
    if (stored) await route(tx, stored);
  }
}

async function happeningOf(tx: Transaction, watch: Watch): Promise<NewEvent | undefined> {
  return watch.type === 'cart.abandoned' ? await abandonedCart(tx, watch) : await neglectedMessage(tx, watch);
}

/** Whom a watch is about, as far as it is known. */
async function contactOf(queries: Queries, { event, subject }: Omit<Watch, 'id'>): Promise<number | null> {
  const row =
    event === null
      ? await queries.get<{ contact: number | null }>('SELECT contact FROM message WHERE id = ?', [subject])
      : await queries.get<{ contact: number | null }>('SELECT contact FROM event WHERE id = ?', [event]);
  return row?.contact ?? null;
}
