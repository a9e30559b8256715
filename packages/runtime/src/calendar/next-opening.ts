import type { ClosingReason } from './closing';
import type { CalendarChannel, LoadedCalendars } from './loaded-calendars';
import type { Timeline } from './timeline';

/** A calendar that has no opening within so many days is taken for one that never opens. */
export const LONGEST_CLOSING_DAYS = 400;
const LONGEST_CLOSING_MS = LONGEST_CLOSING_DAYS * 86_400_000;

/** Whom a message is for, and when it would go out. */
export interface OpeningQuestion {
  readonly channel: CalendarChannel;
  /** The contact's IANA zone. Unknown, or none that exists: that of the country, else the workspace's. */
  readonly timeZone: string | null;
  /** The contact's country (ISO 3166-1 alpha-2). */
  readonly country?: string | null;
  /** The contact's city, by a name in the table of cities. */
  readonly city?: string | null;
  readonly at: number;
}

/** Whether a message may go out now, or else when and why not before. */
export type Opening =
  | { readonly isOpen: true }
  | {
      readonly isOpen: false;
      /** Null where it opens at no time within 400 days: skip the message. */
      readonly opensAt: number | null;
      /** Why it is closed at the instant that was asked for; `CALENDAR_NEVER_OPENS` with `opensAt: null`. */
      readonly reason: ClosingReason;
      /** The reason for a person to read. */
      readonly detail: string;
    };

/** When a message may go to a contact, by the calendars of a workspace. */
export function nextOpening(calendars: LoadedCalendars, question: OpeningQuestion): Opening {
  return openingAt(calendars.timelineFor(question), question.at);
}

/** When a timeline opens, seen from an instant. */
export function openingAt(timeline: Timeline, at: number): Opening {
  const first = timeline.stretchAt(at);
  if (!first.closing) return { isOpen: true };
  const { reason, detail } = first.closing;
  for (let end = first.to; end - at <= LONGEST_CLOSING_MS;) {
    const next = timeline.stretchAt(end);
    if (!next.closing) return { isOpen: false, opensAt: end, reason, detail };
    end = next.to;
  }
  const never = `Nothing opens within ${LONGEST_CLOSING_DAYS} days. It is closed now: ${detail}`;
  return { isOpen: false, opensAt: null, reason: 'CALENDAR_NEVER_OPENS', detail: never };
}
