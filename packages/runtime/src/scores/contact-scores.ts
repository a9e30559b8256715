import type { Transaction } from '../db';
import { readStates } from './contact-states';
import type { Anchored } from './decay';
import { planChange, type PlannedChange } from './plan-change';
import type { PointsRequest } from './points-request';
import { pointsGiven } from './points-given';
import type { ScoreBook } from './score-book';

export interface Scored extends PlannedChange {
  readonly score: string;
}

/**
 * The scores of one contact inside a transaction that holds the contact: each change is an entry of the ledger and the
 * current value at once.
 */
export class ContactScores {
  private constructor(
    private readonly tx: Transaction,
    private readonly book: ScoreBook,
    readonly workspace: number,
    readonly contact: number,
    readonly states: Map<string, Anchored>,
  ) {}

  static async open(
    tx: Transaction,
    book: ScoreBook,
    { workspace, contact }: { readonly workspace: number; readonly contact: number },
  ): Promise<ContactScores> {
    return new ContactScores(tx, book, workspace, contact, await readStates(tx, contact));
  }

  /** @returns undefined where the same request was heard before: then nothing changes */
  async change(request: PointsRequest): Promise<Scored | undefined> {
    const { score, at, kind } = request;
    const definition = this.book.definitionOf(this.workspace, score);
    const given = await pointsGiven(this.tx, this.contact, definition, at);
    const plan = planChange(definition, this.states.get(score), request.change, { at, given });
    // A rule that gives nothing, because a bound is reached, leaves no trace; what a person or a node asked for does.
    if (plan.points === 0 && (kind === 'event' || kind === 'holding')) return { score, ...plan };
    if (!(await this.write(request, plan))) return undefined;
    if (plan.points !== 0) await this.store(score, plan.after);
    return { score, ...plan };
  }

  /** Sets a score to what it is to be, without an entry. */
  async store(score: string, after: Anchored): Promise<void> {
    this.states.set(score, after);
    await this.tx.run(
      `INSERT INTO score (contact, name, workspace, value, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (contact, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
      [this.contact, score, this.workspace, after.value, after.since],
    );
  }

  private async write(request: PointsRequest, { points, asked, after }: PlannedChange): Promise<boolean> {
    const { score, kind, reason, rule = null, event = null, reference = null, at } = request;
    const inserted = await this.tx.run(
      `INSERT INTO score_entry (workspace, contact, score, kind, points, asked, value, reason, rule, event, reference, at, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [this.workspace, this.contact, score, kind, points, asked, after.value, reason, rule, event, reference, at, at],
    );
    return inserted > 0;
  }
}
