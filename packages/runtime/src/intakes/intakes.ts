import type { Database } from '../db';
import { codeOf, messageOf, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { copyMembers } from './copy-members';
import { openIntakes, type Intake } from './intake';
import { paceOf } from './pace-of';
import { NotLiveHere, takeIn, type TakeInPorts } from './take-in';

const LOOKS_EVERY = seconds(1);
const AT_ONCE = 100;

interface Dependencies extends Omit<TakeInPorts, 'now'> {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether a taker stands still, or is not live here: its intakes wait. */
  readonly isResting: (intake: Intake) => Promise<boolean>;
}

/**
 * Takes the members of lists and segments into workflows, at the pace that their triggers allow. What is done stands in
 * the database, one row for each member: a server that is killed goes on where it was, and nobody is taken in twice.
 */
export class Intakes extends RecurringJob {
  constructor(private readonly dependencies: Dependencies) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'Members could not be taken in; trying again',
    });
  }

  protected override async work(): Promise<void> {
    const { database } = this.dependencies;
    for (const intake of await openIntakes(database)) await this.goOn(intake);
  }

  private async goOn(intake: Intake): Promise<void> {
    const { database, clock, isResting } = this.dependencies;
    if (intake.startsAt > clock.now() || (await isResting(intake))) return;
    if (intake.status !== 'running') {
      if (!(await this.isSettled(intake))) return;
      while (!this.isStopping && !(await database.write((tx) => copyMembers(tx, intake, clock.now()))));
    }
    const [now] = (await openIntakes(database)).filter(({ id }) => id === intake.id);
    if (now?.status === 'running') await this.takeTurns(now);
  }

  /** The members of a segment whose rule is new are not known yet. */
  private async isSettled({ kind, audience }: Intake): Promise<boolean> {
    if (kind === 'list') return true;
    const row = await this.dependencies.database.get<{ filledTo: number | null }>(
      'SELECT filled_to AS "filledTo" FROM segment WHERE id = ?',
      [audience],
    );
    return row?.filledTo == null;
  }

  private async takeTurns(intake: Intake): Promise<void> {
    for (let left = await this.reserve(intake); left > 0 && !this.isStopping;) {
      const turns = await this.nextOf(intake, Math.min(left, AT_ONCE));
      if (turns.length === 0) {
        await this.finish(intake);
        return;
      }
      const taken = await Promise.all(turns.map((contact) => this.take(intake, contact)));
      if (!taken.includes(true)) return;
      left -= turns.length;
    }
  }

  /** Of several servers each turn belongs to one: whoever moves the instant of the next one on. */
  private async reserve({ id, ...intake }: Intake): Promise<number> {
    const { database, clock } = this.dependencies;
    const { count, nextAt } = paceOf(intake, clock.now());
    if (count === 0) return 0;
    const reserved = await database.write((tx) =>
      tx.run(`UPDATE intake SET next_at = ? WHERE id = ? AND next_at = ? AND status = 'running'`, [
        nextAt,
        id,
        intake.nextAt,
      ]),
    );
    return reserved > 0 ? count : 0;
  }

  private async nextOf({ id }: Intake, limit: number): Promise<number[]> {
    const rows = await this.dependencies.database.all<{ contact: number }>(
      `SELECT contact FROM intake_member WHERE intake = ? AND outcome IS NULL ORDER BY contact LIMIT ${limit}`,
      [id],
    );
    return rows.map(({ contact }) => contact);
  }

  /** @returns whether the turn is over: one that fails holds back no other */
  private async take(intake: Intake, contact: number): Promise<boolean> {
    const { database, clock, logger, events, deliver } = this.dependencies;
    try {
      await database.write((tx) => takeIn(tx, intake, contact, { events, deliver, now: clock.now() }));
      return true;
    } catch (error) {
      if (error instanceof NotLiveHere) return false;
      const facts = { intake: intake.id, contact, code: codeOf(error), reason: messageOf(error) };
      logger.error(facts, 'A member could not be taken in; trying again');
      return false;
    }
  }

  private async finish({ id }: Intake): Promise<void> {
    const { database, clock } = this.dependencies;
    await database.write((tx) =>
      tx.run(
        `UPDATE intake SET status = 'done', ended_at = ? WHERE id = ? AND status = 'running'
           AND NOT EXISTS (SELECT 1 FROM intake_member WHERE intake = ? AND outcome IS NULL)`,
        [clock.now(), id, id],
      ),
    );
  }
}
