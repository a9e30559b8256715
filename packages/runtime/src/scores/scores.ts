import { holdContact, type Queries, type Transaction } from '../db';
import { matchesTrigger, type Publish, type StoredEvent } from '../events';
import { changedBy, type Changed, type Kind } from '../segments';
import type { Clock } from '../shared';
import { ContactScores, type Scored } from './contact-scores';
import { worthAt } from './contact-states';
import { applyEventRules } from './event-rules';
import { handOver, type HandOverPorts } from './hand-over';
import { applyHoldingRules, isTouched } from './holding-rules';
import { leadOf } from './lead';
import { mergeScores, type ScoreMerge } from './merge-scores';
import type { PointsRequest } from './points-request';
import { previewChanges, type ScoreReceipt } from './preview-changes';
import { round } from './round';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';
import type { HoldingRule } from './score-rule';
import { settleStandings, type Crossing } from './settle-standings';

export interface ScoresDependencies extends HandOverPorts {
  readonly book: ScoreBook;
  readonly clock: Clock;
  readonly publish: Publish;
  /** Whether somebody waits for `score.changed`: else it is not told. */
  isHeard(tx: Transaction, who: Changed): Promise<boolean>;
  /** Has the segments look again that ask for scores. */
  readonly segmentsChanged: (tx: Transaction, who: Changed, kinds: readonly Kind[]) => Promise<void>;
}

/**
 * Points of contacts: what rules give for events and for what holds of a contact, what nodes and people give by hand,
 * and what follows from it. Everything is part of the transaction that brought it about.
 */
export class Scores {
  constructor(private readonly dependencies: ScoresDependencies) {}

  /** Where no rule waits for the event, nothing is asked of the database. */
  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    const { workspace, contact, type } = event;
    if (contact === null || type.startsWith('score.')) return;
    const { book } = this.dependencies;
    await book.ready(tx);
    if (!book.hasRules(workspace)) return;
    const rules = book.rulesOn(workspace, type).filter((rule) => matchesTrigger({ events: [rule.event] }, event));
    // Who has become one with somebody else may have changed in everything.
    const touched = type === 'contact.merged' ? undefined : changedBy(event);
    const holding = book.holdingRules(workspace).filter((rule) => isTouched(rule, touched));
    if (rules.length === 0 && holding.length === 0) return;
    await this.work(tx, { workspace, contact }, async (scores) => [
      ...(await applyEventRules(tx, scores, rules, event)),
      ...(await applyHoldingRules(tx, scores, holding, event.receivedAt)),
    ]);
  }

  /**
   * Gives a contact points, once for each reference.
   * @returns undefined where the request was heard before
   */
  async give(
    tx: Transaction,
    { workspace, contact: named }: Changed,
    request: PointsRequest,
  ): Promise<ScoreReceipt | undefined> {
    await this.dependencies.book.ready(tx);
    const contact = await holdContact(tx, named);
    let scored: Scored | undefined;
    let total = 0;
    const crossed = await this.work(tx, { workspace, contact }, async (scores) => {
      scored = await scores.change(request);
      total = worthAt(scores.states, this.dependencies.book, workspace)(TOTAL, request.at);
      return scored ? [scored] : [];
    });
    return scored && receiptOf(scored, crossed, total);
  }

  /** What would come of requests, one after the other, without anything being changed. The last one's receipt. */
  async preview(queries: Queries, who: Changed, requests: readonly PointsRequest[]): Promise<ScoreReceipt> {
    await this.dependencies.book.ready(queries);
    return await previewChanges(queries, this.dependencies.book, who, requests);
  }

  /** Gives the survivor of a merge the points of the other contact. */
  async merge(tx: Transaction, merge: ScoreMerge): Promise<void> {
    const { book } = this.dependencies;
    await book.ready(tx);
    const who = { workspace: merge.workspace, contact: merge.into };
    await this.work(tx, who, (scores) => mergeScores(tx, scores, merge, book));
  }

  /** Asks again which thresholds a contact is above of: time alone may have moved them. @param isNews false while a new threshold is being settled */
  async reconsider(tx: Transaction, who: Changed, isNews = true): Promise<void> {
    await this.work(tx, who, async () => undefined, isNews);
  }

  /** Asks again whether a rule holds of a contact. @param isNews false while a new rule is being settled */
  async reconsiderRule(tx: Transaction, who: Changed, rule: HoldingRule, isNews: boolean): Promise<void> {
    const at = this.dependencies.clock.now();
    await this.work(tx, who, (scores) => applyHoldingRules(tx, scores, [rule], at), isNews);
  }

  /**
   * Does something to the scores of a contact, and lets follow what follows.
   * @param work what changed; undefined where only time has passed
   */
  private async work(
    tx: Transaction,
    who: Changed,
    work: (scores: ContactScores) => Promise<readonly Scored[] | undefined>,
    isNews = true,
  ): Promise<readonly Crossing[]> {
    const { book, clock, segmentsChanged, publish } = this.dependencies;
    const scores = await ContactScores.open(tx, book, who);
    const done = await work(scores);
    const changed = done?.filter(({ points }) => points !== 0) ?? [];
    if (done && changed.length === 0) return [];
    const names = done && new Set(changed.map(({ score }) => score));
    const crossings = await settleStandings(tx, scores, { book, now: clock.now(), scores: names });
    if (isNews) for (const crossing of crossings) await this.tell(tx, who, crossing, changed);
    if (changed.length > 0) await segmentsChanged(tx, who, ['score']);
    if (isNews && changed.length > 0 && (await this.dependencies.isHeard(tx, who))) {
      const contact = await leadOf(tx, who);
      for (const { score: name, after, previous, points } of changed) {
        const score = { name, value: round(after.value), previous: round(previous), points: round(points) };
        await publish(tx, { ...who, type: 'score.changed', payload: { ...(contact && { contact }), score } });
      }
    }
    return isNews ? crossings : [];
  }

  private async tell(tx: Transaction, who: Changed, crossing: Crossing, changed: readonly Scored[]): Promise<void> {
    const { threshold, direction, value } = crossing;
    const contact = await leadOf(tx, who);
    const points = changed
      .filter(({ score }) => threshold.score === TOTAL || score === threshold.score)
      .reduce((sum, each) => sum + each.points, 0);
    const { id, name, value: bound, score } = threshold;
    const payload = {
      ...(contact && { contact }),
      score: { name: score, value: round(value), previous: round(value - points), points: round(points) },
      threshold: { id, name, value: bound, direction },
    };
    const isHandedOver = direction === 'up' && threshold.owner !== null;
    if (isHandedOver) await handOver(tx, who, { threshold, payload }, this.dependencies);
    else await this.dependencies.publish(tx, { ...who, type: 'score.crossed', payload });
  }
}

function receiptOf(
  { score, after, previous, points }: Scored,
  crossed: readonly Crossing[],
  total: number,
): ScoreReceipt {
  return {
    score,
    value: round(after.value),
    previous: round(previous),
    points: round(points),
    total: round(total),
    crossed: crossed.map(({ threshold: { id, name, value }, direction }) => ({ id, name, value, direction })),
  };
}
