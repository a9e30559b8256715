import type { Condition } from '../../audiences';
import type { TriggerFilter } from '../../events';

/**
 * One of the things that a wait waits for: an event of the contact, a condition on the contact, or a date in one of the
 * contact's fields. Equal by name and shape to nodes/shared/wait-arm.ts, which the runtime does not import.
 */
export type WaitArm = EventArm | ConditionArm | FieldArm;

interface Way {
  /** The output of the node that the contact leaves by. */
  readonly output: number;
  /** How a person calls it. */
  readonly name: string;
}

export interface EventArm extends Way {
  readonly kind: 'event';
  readonly filter: TriggerFilter;
  /** An event that came before the wait counts: since the contact came to the node, or since they entered the journey. */
  readonly lookBack: 'node' | 'journey';
  /** What else has to hold of the event: with `order.id` equal to the entry's, it is about the same order. */
  readonly about?: Condition;
}

export interface ConditionArm extends Way {
  readonly kind: 'condition';
  readonly condition: Condition;
}

export interface FieldArm extends Way {
  readonly kind: 'field';
  readonly field: DateField;
  /** How far from the date; negative for before it. Days and weeks are the calendar's. */
  readonly offset: { readonly amount: number; readonly unit: 'minutes' | 'hours' | 'days' | 'weeks' };
  /** Moves the instant to this time of its day. */
  readonly timeOfDay?: { readonly hour: number; readonly minute: number };
  /** IANA zone that the date, days and weeks, and the time of day are meant in. */
  readonly timeZone: string;
  /** What a date that has passed means: the wait is over, or this arm waits for the field to change. */
  readonly ifPassed: 'continue' | 'ignore';
}

export type DateField =
  /** A field of the contact: `attributes.birthday`. */
  | { readonly of: 'contact'; readonly path: string }
  /** A path in the contact's newest event about an order (by the shop's id of it): `order.completedAt`. */
  | { readonly of: 'order'; readonly order: string; readonly path: string };

/** The way out that time alone opens, and when (UTC epoch ms). Every wait has one. */
export interface TimeArm extends Way {
  readonly reason: 'date' | 'timeout';
  readonly at: number;
}

/** What a node waits for: the first that comes resumes the execution, and only that one. */
export interface Wait {
  /** Whose events count. Null where nobody is known: then only time ends it. */
  readonly contact: number | null;
  readonly byTime: TimeArm;
  readonly arms: readonly WaitArm[];
}

/** What ends a wait, as it is stored with the execution. */
export interface Wake {
  readonly output: number;
  readonly arm: string;
  readonly reason: 'date' | 'timeout' | 'event' | 'condition';
  /** The id of the event that did it. */
  readonly event?: number;
}
