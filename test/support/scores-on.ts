import type { Transaction } from '../../packages/runtime/src/db';
import type { EventLog, Publish, RouteEvent } from '../../packages/runtime/src/events';
import { ScoreBook, Scores } from '../../packages/runtime/src/scores';
import { silentLogger, type Clock } from '../../packages/runtime/src/shared';

interface Around {
  readonly clock: Clock;
  readonly events: EventLog;
  readonly publish: Publish;
  readonly route: RouteEvent;
  readonly isHeard?: () => boolean;
  readonly segmentsChanged?: (tx: Transaction, who: { contact: number }) => void;
  readonly post?: (delivery: { subscription: string; event: number }) => void;
}

/** Scores without an engine, a server or an outbox that sends. */
export function scoresOn({ clock, events, publish, route, isHeard, segmentsChanged, post }: Around) {
  const book = new ScoreBook();
  const scores = new Scores({
    ...{ book, clock, events, publish, route },
    logger: silentLogger,
    sender: 'Olive & Co <shop@olive.example>',
    onQueued: () => undefined,
    post: async (_tx, delivery) => post?.(delivery),
    isHeard: async () => isHeard?.() ?? false,
    segmentsChanged: async (tx, who) => segmentsChanged?.(tx, who),
  });
  return { book, scores };
}
