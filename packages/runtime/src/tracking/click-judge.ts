import type { Database, Transaction } from '../db';
import type { TellEvent } from '../events';
import { RecurringJob, seconds, type Clock, type Logger } from '../shared';
import { isSweep, type StoredClick } from './is-sweep';
import { AROUND, countedAs } from './sql/add-click';
import { countEngagement } from './sql/count-engagement';
import { holdEngaged } from './sql/engaged-message';
import { tellEngagement } from './tell-engagement';
import { PICTURE } from './tracking-links';

interface ClickRow extends StoredClick {
  readonly slot: number;
  readonly class: 'human' | 'bot' | null;
  readonly count: number;
  readonly dueAt: number | null;
  readonly url: string;
}

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tell: TellEvent;
}

/** Messages that are read at a time. */
const BATCH = 200;

/**
 * Says of each click and each opening, some seconds after it, whether a person made it: only then is it known what else was followed at
 * that time. What a person did is told and kept, what a program did is counted and forgotten.
 */
export class ClickJudge extends RecurringJob {
  constructor(private readonly dependencies: Dependencies) {
    const complaint = 'Clicks could not be judged; trying again';
    super({ every: seconds(2), logger: dependencies.logger, complaint });
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    for (;;) {
      const now = clock.now();
      const due = await database.all<{ message: string }>(
        `SELECT DISTINCT message FROM message_click WHERE due_at IS NOT NULL AND due_at <= ? LIMIT ${BATCH}`,
        [now],
      );
      for (const { message } of due) {
        if (this.isStopping) return;
        await database.write((tx) => this.judge(tx, message, now));
      }
      if (due.length < BATCH) return;
    }
  }

  private async judge(tx: Transaction, id: string, now: number): Promise<void> {
    const message = await holdEngaged(tx, id);
    if (!message) {
      await tx.run('DELETE FROM message_click WHERE message = ?', [id]);
      return;
    }
    const clicks = await tx.all<ClickRow>(
      `SELECT link, slot, is_scan AS "isScan", class, count, at, due_at AS "dueAt", url, links FROM message_click
        WHERE message = ? ORDER BY at, link`,
      [id],
    );
    for (const click of clicks) {
      if (click.class !== null || click.dueAt === null || click.dueAt > now) continue;
      const others = clicks.filter((other) => other !== click);
      const verdict = isSweep(click, others) ? 'bot' : 'human';
      const { count, at, url, link, slot } = click;
      // What a program did stays for a while, by which the clicks around it are judged.
      const forgetAt = verdict === 'bot' ? at + 2 * AROUND.milliseconds : null;
      const judged = await tx.run(
        `UPDATE message_click SET class = ?, due_at = ? WHERE message = ? AND link = ? AND slot = ? AND is_scan = 0 AND class IS NULL`,
        [verdict, forgetAt, id, link, slot],
      );
      if (judged === 0) continue; // another server was first
      await countEngagement(tx, {
        ...{ message: id, workspace: message.workspace, count, at },
        ...countedAs(link, verdict),
      });
      if (verdict === 'bot') continue;
      const visit = link === PICTURE ? undefined : { url, visit: `${link}:${slot}` };
      await tellEngagement(tx, message, { class: 'human', at, click: visit }, this.tell);
    }
    // Kept is what orders are attributed to.
    await tx.run(`DELETE FROM message_click WHERE message = ? AND link = ? AND class = 'human'`, [id, PICTURE]);
    await tx.run(`DELETE FROM message_click WHERE message = ? AND class = 'bot' AND due_at <= ?`, [id, now]);
  }

  private get tell(): TellEvent {
    return this.dependencies.tell;
  }
}
