import { hours } from '../shared';
import { nextFor, type DatedContact } from './dated-contact';
import type { DateWatch } from './date-watch';
import type { Occurrence } from './next-occurrence';

/** When a contact reaches a date next, as it was written down. */
export interface StoredDue {
  /** UTC epoch ms. */
  readonly dueAt: number;
  /** YYYY-MM-DD: the day that is celebrated. */
  readonly on: string;
}

export interface Moment {
  readonly now: number;
  /** IANA zone of the workspace. */
  readonly timeZone: string;
}

/**
 * When a contact reaches a date next; undefined for never. What is past stays past: a birthday that is told in the
 * evening is celebrated next year. Two things are not past:
 * 1. An instant that has come, and that nobody has taken up yet, as long as the date says the same.
 * 2. A day that nobody was told of yet, and whose hour has gone by because the contact's time zone has changed.
 */
export function nextDue(
  watch: DateWatch,
  contact: DatedContact,
  stored: StoredDue | undefined,
  { now, timeZone }: Moment,
): Occurrence | undefined {
  const next = (after: number) => nextFor(watch.spec, contact, timeZone, after);
  if (stored && stored.dueAt <= now && stored.dueAt > watch.sinceAt) {
    const same = next(stored.dueAt - 1);
    if (same?.dueAt === stored.dueAt) return same;
  }
  if (stored) {
    const sameDay = next(Math.max(watch.sinceAt, now - hours(watch.spec.lateHours).milliseconds));
    if (sameDay?.on === stored.on) return sameDay;
  }
  // While a watch is being filled, it begins with its own beginning. Whoever is new since then has no past here.
  return next(watch.filledTo === null || watch.isAnew ? now : Math.max(watch.sinceAt, contact.createdAt - 1));
}
