import type { TriggerFilter } from './hub';
import type { Rule } from './rule';

/** One of the things that a wait waits for. The same shapes as in the runtime's engine/waits/wait-arm.ts. */
export type WaitArm = EventArm | ConditionArm | FieldArm;

interface Way {
  /** The output of the node that the contact leaves by. */
  output: number;
  /** How a person calls it. */
  name: string;
}

export interface EventArm extends Way {
  kind: 'event';
  filter: TriggerFilter;
  /** An event that came before the wait counts: since the contact came to the node, or since they entered the journey. */
  lookBack: 'node' | 'journey';
  /** What else has to hold of the event: with `order.id` equal to the entry's, it is about the same order. */
  about?: Rule;
}

export interface ConditionArm extends Way {
  kind: 'condition';
  condition: Rule;
}

export interface FieldArm extends Way {
  kind: 'field';
  field: { of: 'contact'; path: string } | { of: 'order'; order: string; path: string };
  /** How far from the date; negative for before it. Days and weeks are the calendar's. */
  offset: { amount: number; unit: 'minutes' | 'hours' | 'days' | 'weeks' };
  timeOfDay?: { hour: number; minute: number };
  timeZone: string;
  /** What a date that has passed means: the wait is over, or this arm waits for the field to change. */
  ifPassed: 'continue' | 'ignore';
}

/** The way out that time alone opens, and when (UTC epoch ms). Every wait has one. */
export interface TimeArm extends Way {
  reason: 'date' | 'timeout';
  at: number;
}
