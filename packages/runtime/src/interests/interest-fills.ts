import { holdContact, type Database, type Transaction } from '../db';
import { findEvent, type TriggerDemand } from '../events';
import { days, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { INTEREST_EVENTS, interestOfEvent } from './interest-of-event';
import { daysWanted } from './interests';
import { advanceFill, beginFill, endFill, forgetFill, readFills, type Fill } from './sql/fill-state';
import { writeInterest } from './sql/write-interest';

const LOOKS_EVERY = seconds(5);
/** By then every server knows of the trigger, and keeps what happens: the log is read up to there. */
const BEGINS_AFTER = seconds(10);
const STEP = 100;

/**
 * Reads from the event log what contacts showed interest in before a trigger asked for it: so one that goes live today
 * knows who looked at a product last week. In order and in small steps, which a restart goes on with.
 */
export class InterestFills extends RecurringJob {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly demand: TriggerDemand;
    },
  ) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'Interests could not be read; trying again',
      isPatient: true,
    });
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    await this.settleWhatIsWanted();
    for (const fill of await readFills(database)) {
      if (fill.endedAt !== null || clock.now() < fill.begunAt + BEGINS_AFTER.milliseconds) continue;
      let after: number | undefined = fill.afterEvent ?? (await this.lastBefore(fill));
      while (after !== undefined && !this.isStopping) after = await this.step(fill.workspace, after);
    }
  }

  private async settleWhatIsWanted(): Promise<void> {
    const { database, clock, demand } = this.dependencies;
    const fills = new Map((await readFills(database)).map((fill) => [fill.workspace, fill]));
    for (const workspace of demand.workspaces()) {
      const wanted = daysWanted(demand.filtersOf(workspace));
      if (wanted > (fills.get(workspace)?.days ?? 0)) {
        await database.write((tx) => beginFill(tx, workspace, wanted, clock.now()));
      }
    }
    for (const workspace of fills.keys()) {
      if (daysWanted(demand.filtersOf(workspace)) === 0) await database.write((tx) => forgetFill(tx, workspace));
    }
  }

  /** The id of the last event that is too old to count. */
  private async lastBefore({ workspace, days: count }: Fill): Promise<number> {
    const { database, clock } = this.dependencies;
    const [row] = await database.allInBackground<{ id: number | null }>(
      'SELECT MIN(id) AS id FROM event WHERE workspace = ? AND received_at >= ?',
      [workspace, clock.now() - days(count).milliseconds],
    );
    return (row?.id ?? 1) - 1;
  }

  /** @returns the id to go on after; undefined where all is read */
  private async step(workspace: number, after: number): Promise<number | undefined> {
    const { database, clock } = this.dependencies;
    const rows = await database.allInBackground<{ id: number }>(
      `SELECT id FROM event WHERE id > ? AND workspace = ? AND contact IS NOT NULL
        AND type IN (${INTEREST_EVENTS.map(() => '?').join(', ')}) ORDER BY id LIMIT ${STEP}`,
      [after, workspace, ...INTEREST_EVENTS],
    );
    for (const { id } of rows) await database.write((tx) => readInterest(tx, id));
    const last = rows.at(-1)?.id;
    await database.write((tx) =>
      last === undefined ? endFill(tx, workspace, clock.now()) : advanceFill(tx, workspace, last),
    );
    return last;
  }
}

async function readInterest(tx: Transaction, id: number): Promise<void> {
  const found = await findEvent(tx, id);
  if (!found || found.contact === null) return;
  const contact = await holdContact(tx, found.contact);
  // Whoever was erased meanwhile took the event along.
  const event = await findEvent(tx, id);
  const change = event && interestOfEvent(event);
  if (!event || !change) return;
  await writeInterest(
    tx,
    { workspace: event.workspace, contact, shop: event.shop ?? '', at: event.occurredAt },
    change,
  );
}
