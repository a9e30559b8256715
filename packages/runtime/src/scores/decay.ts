import { hours } from '../shared';
import type { Decay } from './score-definition';

/** A value that was right at an instant: what it is later follows from the decay alone. */
export interface Anchored {
  readonly value: number;
  /** UTC epoch ms. */
  readonly since: number;
}

const HOUR = hours(1).milliseconds;
/** After so many half-lives nothing is left that could be told from nothing. */
export const MOST_HALVINGS = 60;

/**
 * What an anchored value is worth at an instant. The same arithmetic, operation by operation, as the SQL of
 * `audiences/facts/score-value.ts`: halves are exact, a part of a half-life is one multiplication by a stored factor,
 * steps are whole. Half-lives go by the hour of UTC. A value of 0 or less stays.
 */
export function valueAt({ value, since }: Anchored, decay: Decay | null, at: number): number {
  if (!decay || value <= 0) return value;
  if ('halfLifeHours' in decay) {
    const passed = Math.floor(at / HOUR) - Math.floor(since / HOUR);
    if (passed <= 0) return value;
    const halvings = Math.floor(passed / decay.halfLifeHours);
    if (halvings > MOST_HALVINGS) return 0;
    return (value / 2 ** halvings) * decayFactor(decay.halfLifeHours, passed % decay.halfLifeHours);
  }
  if (at <= since) return value;
  return Math.max(0, value - decay.stepPoints * Math.floor((at - since) / decay.stepMs));
}

/** What is left of one point after some hours, fewer than the half-life. */
export const decayFactor = (halfLifeHours: number, passedHours: number): number => 2 ** -(passedHours / halfLifeHours);

/**
 * The same value, anchored at another instant. With steps it is anchored where the last step was taken, so that the next
 * one comes when it would have come anyway.
 */
export function anchorAt(anchored: Anchored, decay: Decay | null, at: number): Anchored {
  const value = valueAt(anchored, decay, at);
  if (!decay || 'halfLifeHours' in decay || at <= anchored.since) return { value, since: at };
  return { value, since: at - ((at - anchored.since) % decay.stepMs) };
}
