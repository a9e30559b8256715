import { sql, whomOfAll } from '../audiences';
import type { Database, Transaction } from '../db';
import { isTimed } from '../segments';
import { minutes, RecurringJob, seconds, type Clock, type Logger } from '../shared';
import type { ScoreBook } from './score-book';
import { RULE_COLUMNS, toRule, type HoldingRule, type RuleRow } from './score-rule';
import type { ScoreThreshold } from './score-threshold';
import type { Scores } from './scores';

/** How often it is looked for what time alone has brought about. */
const LOOKS_EVERY = seconds(5);
/** How late a rule without an event notices what only time has changed. */
const SWEEP_EVERY = minutes(15);
const AT_ONCE = 200;

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly scores: Scores;
  readonly book: ScoreBook;
}

/**
 * What time does to scores: contacts fall below thresholds as points wear off, found by an index of when; new thresholds
 * and new rules are settled for everybody; and rules come to hold, or cease to, by the passing of time.
 */
export class ScoreSweeps extends RecurringJob {
  constructor(private readonly dependencies: Dependencies) {
    super({ every: LOOKS_EVERY, logger: dependencies.logger, complaint: 'Scores could not be settled; trying again' });
  }

  protected override async work(): Promise<void> {
    const { database, book } = this.dependencies;
    await book.follow(database);
    for (const threshold of book.allThresholds()) if (threshold.filledTo !== null) await this.settle(threshold);
    for (const rule of await this.unsettledRules()) await this.settleRule(rule);
    await book.follow(database);
    await this.fall();
    for (const rule of book.holdingRules()) if (isTimed(rule.condition)) await this.sweep(rule);
  }

  /** Whoever has fallen below a threshold by now, the first first. */
  private async fall(): Promise<void> {
    const { database, clock, scores } = this.dependencies;
    let last = '';
    for (let more = true; more && !this.isStopping;) {
      const due = await database.all<{ contact: number; workspace: number }>(
        'SELECT contact, workspace FROM score_standing WHERE due_at <= ? ORDER BY due_at, contact LIMIT ?',
        [clock.now(), AT_ONCE],
      );
      for (const who of due) {
        await database.write(async (tx) => {
          await tx.lockContact(who.contact);
          await scores.reconsider(tx, who);
        });
      }
      // What another process is about to change stays due until then: it is looked at again later, not over and over.
      const seen = JSON.stringify(due);
      more = due.length === AT_ONCE && seen !== last;
      last = seen;
    }
  }

  private async settle({ id, workspace, updatedAt }: ScoreThreshold): Promise<void> {
    const { database, scores } = this.dependencies;
    const row = await database.get<{ filledTo: number | null }>(
      'SELECT filled_to AS "filledTo" FROM score_threshold WHERE id = ? AND updated_at = ?',
      [id, updatedAt],
    );
    for (let after = row?.filledTo ?? null; after !== null && !this.isStopping;) {
      const from = after;
      const contacts = await database.all<{ contact: number }>(
        `SELECT DISTINCT contact FROM score WHERE workspace = ? AND contact > ? ORDER BY contact LIMIT ${AT_ONCE}`,
        [workspace, from],
      );
      const to = contacts.length < AT_ONCE ? null : (contacts.at(-1)?.contact ?? null);
      const isCurrent = await database.write(async (tx) => {
        for (const { contact } of contacts) {
          await tx.lockContact(contact);
          await scores.reconsider(tx, { workspace, contact }, false);
        }
        return await tx.run(
          'UPDATE score_threshold SET filled_to = ? WHERE id = ? AND filled_to = ? AND updated_at = ?',
          [to, id, from, updatedAt],
        );
      });
      if (isCurrent === 0) return; // another threshold by now, and to be settled from the beginning
      after = to;
    }
  }

  /** Rules without an event that are new, changed, switched off or to be deleted. */
  private async unsettledRules(): Promise<HoldingRule[]> {
    const rows = await this.dependencies.database.all<RuleRow>(
      `SELECT ${RULE_COLUMNS} FROM score_rule WHERE event IS NULL AND filled_to IS NOT NULL`,
    );
    return rows.map(toRule).filter((rule): rule is HoldingRule => rule.event === null);
  }

  /** Settles of whom a rule holds: in steps, of which each knows from the one before where to go on. */
  private async settleRule(rule: HoldingRule): Promise<void> {
    const { database } = this.dependencies;
    for (let after = rule.filledTo ?? 0; !this.isStopping;) {
      const from = after;
      const contacts = await this.differing(rule, from);
      await this.reconsiderAll(rule, contacts, false);
      const isLast = contacts.length < AT_ONCE;
      const to = contacts.at(-1) ?? from;
      const isCurrent = await database.write((tx) =>
        tx.run('UPDATE score_rule SET filled_to = ? WHERE id = ? AND updated_at = ? AND filled_to IS NOT NULL', [
          ...[isLast ? null : to, rule.id, rule.updatedAt],
        ]),
      );
      if (isCurrent === 0) return; // another rule by now, and to be settled from the beginning
      if (isLast) break;
      after = to;
    }
    await database.write((tx) =>
      tx.run('DELETE FROM score_rule WHERE id = ? AND is_active < 0 AND filled_to IS NULL', [rule.id]),
    );
  }

  private async sweep(rule: HoldingRule): Promise<void> {
    const { database, clock } = this.dependencies;
    const now = clock.now();
    const due = 'id = ? AND (swept_at IS NULL OR swept_at <= ?)';
    const which = [rule.id, now - SWEEP_EVERY.milliseconds];
    // Most looks find nothing due: those write nothing.
    if (!(await database.get(`SELECT id FROM score_rule WHERE ${due}`, which))) return;
    const claimed = await database.write((tx) =>
      tx.run(`UPDATE score_rule SET swept_at = ? WHERE ${due}`, [now, ...which]),
    );
    for (let after = 0; claimed > 0 && !this.isStopping;) {
      const contacts = await this.differing(rule, after);
      await this.reconsiderAll(rule, contacts, true);
      if (contacts.length < AT_ONCE) return;
      after = contacts.at(-1) ?? after;
    }
  }

  private async reconsiderAll(rule: HoldingRule, contacts: readonly number[], isNews: boolean): Promise<void> {
    const { database, scores } = this.dependencies;
    for (const contact of contacts) {
      await database.write(async (tx) => {
        await tx.lockContact(contact);
        if (!(await isCurrent(tx, rule))) return;
        await scores.reconsiderRule(tx, { workspace: rule.workspace, contact }, rule, isNews);
      });
    }
  }

  /** Contacts after one (by id) whose holding is not what the rule says, or not the points that it gives. */
  private async differing(rule: HoldingRule, after: number): Promise<number[]> {
    const { database, clock } = this.dependencies;
    const { id, workspace, condition, points, isActive } = rule;
    if (!isActive) {
      const rows = await database.all<{ contact: number }>(
        `SELECT contact FROM score_holding WHERE rule = ? AND contact > ? ORDER BY contact LIMIT ${AT_ONCE}`,
        [id, after],
      );
      return rows.map(({ contact }) => contact);
    }
    const isOther = rule.filledTo === null ? sql`FALSE` : sql`h.points <> ${points}`;
    const holding = await whomOfAll(database, condition, { workspace, asOf: clock.now() });
    const { text, parameters } = sql`SELECT c.id FROM contact c
      LEFT JOIN score_holding h ON h.rule = ${id} AND h.contact = c.id
      WHERE c.id > ${after} AND c.workspace = ${workspace}
      AND ((${holding}) <> (h.contact IS NOT NULL) OR COALESCE(${isOther}, FALSE))
      ORDER BY c.id LIMIT ${AT_ONCE}`;
    return (await database.allInBackground<{ id: number }>(text, parameters)).map(({ id: contact }) => contact);
  }
}

/** Whether a rule is still what it was read as: what it was gives nothing any more. */
async function isCurrent(tx: Transaction, { id, updatedAt }: HoldingRule): Promise<boolean> {
  return (await tx.get('SELECT id FROM score_rule WHERE id = ? AND updated_at = ?', [id, updatedAt])) !== undefined;
}
