import { randomUUID } from 'node:crypto';

import { CodedUserError, codeOf, days, isCoded, messageOf, RecurringJob, seconds, type Logger } from '../../shared';
import { round } from '../round';
import { findRecount, openRecounts, type CrossingCounts, type Recount } from './recount';
import { recountStep, rulesCounted, type RecountDependencies } from './recount-step';

export interface RecountRequest {
  /** Only says what would change. */
  readonly isDryRun: boolean;
  /** One event rule; all of them where left out. */
  readonly rule?: string;
}

/** A recount as people see it. */
export type RecountView = Omit<Recount, 'crossed' | 'afterContact'> & {
  readonly thresholds: ReadonlyArray<CrossingCounts & { readonly id: string; readonly name: string }>;
};

const LOOKS_EVERY = seconds(5);
/** For so long figures can be read after it has ended. */
const KEPT = days(30);

/**
 * Counts scores anew, as if event rules had always been what they are now: in the background, one recount after the
 * other, each going on where it was after a restart. The ledger keeps its entries; what differs is one more entry, of the
 * kind `correction`. Running it again changes nothing.
 */
export class Recounts extends RecurringJob {
  constructor(private readonly dependencies: RecountDependencies & { readonly logger: Logger }) {
    super({ every: LOOKS_EVERY, logger: dependencies.logger, complaint: 'Scores could not be counted; trying again' });
  }

  /**
   * Asks for a recount; one that is under way and asks the same is the one.
   * @throws SCORE_RULE_NOT_FOUND
   */
  async request(workspace: number, { isDryRun, rule }: RecountRequest): Promise<RecountView> {
    const { database, clock, book } = this.dependencies;
    await book.follow(database);
    const asked = { workspace, rule: rule ?? null, isDryRun };
    rulesCounted(book, asked);
    const isSame = (other: Recount): boolean =>
      other.workspace === workspace && other.rule === asked.rule && other.isDryRun === isDryRun;
    const known = (await openRecounts(database)).find(isSame);
    if (known) return this.view(known);
    const [row] = await database.allInBackground<{ total: number }>(
      'SELECT COUNT(*) AS "total" FROM contact WHERE workspace = ?',
      [workspace],
    );
    const id = randomUUID();
    const now = clock.now();
    await database.write(async (tx) => {
      await tx.run('DELETE FROM score_recount WHERE ended_at < ?', [now - KEPT.milliseconds]);
      await tx.run(
        `INSERT INTO score_recount (id, workspace, rule, is_dry_run, status, after_contact, total, contacts, changed, points_added,
           points_taken, crossed, created_at) VALUES (?, ?, ?, ?, 'running', 0, ?, 0, 0, 0, 0, '{}', ?)`,
        [id, workspace, asked.rule, Number(isDryRun), row?.total ?? 0, now],
      );
    });
    this.wake();
    return await this.get(workspace, id);
  }

  /** @throws SCORE_RECOUNT_NOT_FOUND */
  async get(workspace: number, id: string): Promise<RecountView> {
    const { database, book } = this.dependencies;
    await book.ready(database);
    const recount = await findRecount(database, workspace, id);
    if (recount) return this.view(recount);
    throw new CodedUserError('SCORE_RECOUNT_NOT_FOUND', `Scores are not counted anew under the id "${id}".`, { id });
  }

  protected override async work(): Promise<void> {
    const { database } = this.dependencies;
    for (const recount of await openRecounts(database)) {
      for (let next: Recount | undefined = recount; next?.status === 'running' && !this.isStopping;) {
        next = await this.step(next);
      }
    }
  }

  /** @returns undefined where it has ended, or is another server's */
  private async step(recount: Recount): Promise<Recount | undefined> {
    const { database, clock } = this.dependencies;
    try {
      return await recountStep(this.dependencies, recount);
    } catch (error) {
      // The rule is gone: that does not become better.
      if (!isCoded(error) || error.code !== 'SCORE_RULE_NOT_FOUND') throw error;
      await database.write((tx) =>
        tx.run(
          `UPDATE score_recount SET status = 'failed', error_code = ?, error = ?, ended_at = ? WHERE id = ? AND status = 'running'`,
          [codeOf(error), messageOf(error), clock.now(), recount.id],
        ),
      );
      return undefined;
    }
  }

  private view({ crossed, afterContact: _, pointsAdded, pointsTaken, ...recount }: Recount): RecountView {
    const thresholds = this.dependencies.book.thresholdsOf(recount.workspace);
    return {
      ...recount,
      pointsAdded: round(pointsAdded),
      pointsTaken: round(pointsTaken),
      thresholds: thresholds.map(({ id, name }) => ({ id, name, ...(crossed[id] ?? { up: 0, down: 0 }) })),
    };
  }
}
