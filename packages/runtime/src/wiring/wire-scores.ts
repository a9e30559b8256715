import type { Transaction } from '../db';
import { Recounts, ScoreBook, Scores, ScoreStore, ScoreSweeps, ThresholdStore } from '../scores';
import { isScoreHeard } from './is-score-heard';
import type { Job } from './job';
import type { EngineParts } from './wire-engine';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

export type Scoring = ReturnType<typeof wireScores>;

/** Points of contacts, what gives them, and who is told of thresholds. */
export function wireScores(
  foundation: Foundation,
  { composing }: Pick<Messages, 'composing'>,
  { events, live, endRules }: Pick<EngineParts, 'events' | 'live' | 'endRules'>,
  eventing: Events,
) {
  const { database, cipher, clock, logger } = foundation;
  const { publish, route, segmentMembers, subscriptions, deliverer } = eventing;
  const book = new ScoreBook();
  const scores = new Scores({
    ...{ book, clock, logger, publish, events, route },
    sender: composing.sender,
    onQueued: composing.onQueued,
    post: async (tx: Transaction, { workspace, subscription, event }) => {
      await subscriptions.post(tx, { workspace, subscription, event });
      tx.afterCommit(() => deliverer.wake());
    },
    isHeard: (tx, who) => isScoreHeard(tx, who, { live, endRules, subscriptions }),
    segmentsChanged: (tx, who, kinds) => segmentMembers.changed(tx, who, kinds),
  });
  const sweeps = new ScoreSweeps({ database, clock, logger, scores, book });
  const recounts = new Recounts({ database, clock, logger, book });
  const jobs: Job[] = [sweeps, recounts];
  return {
    ...{ jobs, scores, recounts },
    scoreBook: book,
    scoreSweeps: sweeps,
    scoreStore: new ScoreStore(database, clock, book),
    thresholds: new ThresholdStore({ database, clock, cipher, book }),
  };
}
