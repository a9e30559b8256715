import type { Database } from '../../db';
import { codeOf, messageOf, seconds, type Clock, type Logger } from '../../shared';
import { closeOrphans, giveUp, MOST_ATTEMPTS } from '../give-up-crashed';
import { endLeasesOf, renewLeases, returnLeases, takeLeases } from '../sql/leases';

/** When others take over what a process holds that says nothing more. */
const LEASE = seconds(60);
const RENEWED_EVERY = seconds(15);

interface LeaseDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What this process calls itself. Nobody else may be called so while it lives. */
  readonly owner: string;
}

/** On Postgres: which executions are this process's, among several on one database. By the database's clock: theirs may differ. */
export class Leases {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dependencies: LeaseDependencies) {}

  /** Takes over at once what a dead process of the same name held, and keeps what is in hand from now on. */
  async start(inHand: ReadonlySet<number>): Promise<void> {
    const { database, owner, logger } = this.dependencies;
    await database.write((tx) => endLeasesOf(tx, owner));
    this.timer ??= setInterval(() => {
      database
        .write((tx) => renewLeases(tx, [...inHand], { owner, lasts: LEASE }))
        .catch((error: unknown) => {
          logger.warn({ code: codeOf(error), reason: messageOf(error) }, 'Leases could not be renewed');
        });
    }, RENEWED_EVERY.milliseconds).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** @returns those of the executions that are this process's now */
  async take(ids: readonly number[]): Promise<Set<number>> {
    const { database, owner, clock, logger } = this.dependencies;
    const now = clock.now();
    return await database.write(async (tx) => {
      const taken = await takeLeases(tx, ids, { owner, now, lasts: LEASE });
      for (const { id } of taken.filter(({ attempts }) => attempts > 0)) await closeOrphans(tx, now, id);
      const hopeless = taken.filter(({ attempts }) => attempts > MOST_ATTEMPTS).map(({ id }) => id);
      await giveUp(tx, hopeless, { now, logger });
      return new Set(taken.map(({ id }) => id).filter((id) => !hopeless.includes(id)));
    });
  }

  async giveBack(ids: readonly number[]): Promise<void> {
    const { database, owner } = this.dependencies;
    await database.write((tx) => returnLeases(tx, ids, owner));
  }
}
