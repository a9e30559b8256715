import type { States } from './contact-states';
import { worthAt } from './contact-states';
import { fallsBelow } from './falls-below';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';
import type { ScoreThreshold } from './score-threshold';

/** Where a contact is now, seen from a threshold. */
export interface Standing {
  readonly threshold: ScoreThreshold;
  readonly wasAbove: boolean;
  readonly isAbove: boolean;
  /** When the contact will have fallen below it if nothing happens (UTC epoch ms); null where that never comes. */
  readonly dueAt: number | null;
  readonly value: number;
}

/** Judges a contact by thresholds of their workspace. @param above the ids of those that the contact was above until now */
export function judgeStandings(
  thresholds: readonly ScoreThreshold[],
  states: States,
  above: ReadonlySet<string>,
  { book, now }: { readonly book: ScoreBook; readonly now: number },
): Standing[] {
  return thresholds.map((threshold) => {
    const { workspace, score, value: bound, margin } = threshold;
    const worth = worthAt(states, book, workspace);
    const value = worth(score, now);
    const wasAbove = above.has(threshold.id);
    const lowest = bound - margin;
    const isAbove = value >= (wasAbove ? lowest : bound);
    const decays = [...states.keys()].some(
      (name) => (score === TOTAL || score === name) && book.definitionOf(workspace, name).decay !== null,
    );
    const dueAt = isAbove && decays ? fallsBelow((at) => worth(score, at), lowest, now) : null;
    return { threshold, wasAbove, isAbove, dueAt, value };
  });
}
