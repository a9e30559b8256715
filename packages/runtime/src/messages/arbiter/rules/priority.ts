import { minutes } from '../../../shared';
import { HANDED_OVER } from '../facts';
import { defer, pass } from '../judgement';
import { USUAL_PRIORITY } from '../ports';
import type { Case, Rule } from '../rule';

interface Rival {
  readonly id: string;
  readonly execution: number | null;
  readonly createdAt: number;
  readonly dueAt: number | null;
  /** Null while it has not been let go. */
  readonly clearedAt: number | null;
}

/** How long after its time a rival's fate is looked at, where it has not been judged yet. */
const A_MOMENT = minutes(1);

/**
 * Of two journeys that want the same contact within the window, the one of higher priority sends, of equals the one
 * that was first; the other waits until the window is over. A rival that is still to come is waited for until its turn
 * and no longer: if it is skipped then, nobody has waited for the rest of the window in vain. What waits for a browser
 * may wait for ever: nothing waits for it.
 */
export const priority: Rule = {
  name: 'priority',
  isForPromotions: true,
  async look(about) {
    const { message, now, facts, journey, journeys, tx } = about;
    const window = minutes(facts.rules.priorityWindowMinutes).milliseconds;
    const own = journey?.priority ?? USUAL_PRIORITY;
    if (message.workflow === null || window === 0 || !mayHaveRivals(about, window)) return pass('no rival');
    let until = 0;
    let highest = 0;
    for (const rival of await rivalsOf(about, window)) {
      const its = await journeys.priorityOf(tx, rival.execution);
      if (its < own || (its === own && !isOlder(rival, message))) continue;
      highest = Math.max(highest, its);
      const ends =
        rival.clearedAt === null ? Math.max(rival.dueAt ?? now, now) + A_MOMENT.milliseconds : rival.clearedAt + window;
      until = Math.max(until, ends);
    }
    if (until === 0) return pass(`${own}, and no rival comes before it`);
    return defer(
      'JOURNEY_OUTRANKED',
      until,
      `${own}, and a message of a journey of priority ${highest} comes before it`,
    );
  },
};

function mayHaveRivals({ facts: { lastClearedAt, nextDueAt }, now }: Case, window: number): boolean {
  return (lastClearedAt !== null && lastClearedAt > now - window) || (nextDueAt !== null && nextDueAt <= now + window);
}

async function rivalsOf({ tx, message, now }: Case, window: number): Promise<Rival[]> {
  const { id, contact, workflow } = message;
  const others = `contact = ? AND id <> ? AND workflow <> ? AND purpose = 'promotional'`;
  return await tx.all<Rival>(
    `SELECT id, execution, created_at AS "createdAt", due_at AS "dueAt", cleared_at AS "clearedAt" FROM message
       WHERE ${others} AND cleared_at > ? AND ${HANDED_OVER}
     UNION ALL
     SELECT id, execution, created_at, due_at, NULL FROM message WHERE ${others} AND due_at <= ? AND status = 'queued'
       AND channel <> 'onsite'`,
    [contact, id, workflow, now - window, contact, id, workflow, now + window],
  );
}

function isOlder(one: Pick<Rival, 'id' | 'createdAt'>, other: Pick<Rival, 'id' | 'createdAt'>): boolean {
  return one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id);
}
