import type { entities, Transaction } from '../../db';
import type { ErrorCode } from '../../shared';

/** Why a contact gets no more of a journey. */
export interface Departure {
  readonly code: Extract<ErrorCode, 'JOURNEY_LEFT' | 'JOURNEY_GOAL_REACHED'>;
  /** For people. */
  readonly reason: string;
}

/** How a message's journey stands, by the version that its execution is on. */
export interface JourneyStanding {
  readonly isPaused: boolean;
  /** From 1 to 100: of two journeys that want one contact the higher sends. */
  readonly priority: number;
  /** The share of contacts that get no promotional message, in percent. */
  readonly holdout: number;
  /** Asks the exit rules and the goal once more. */
  review(): Promise<Departure | undefined>;
}

/** What journeys have to say about messages. */
export interface JourneyPort {
  /** undefined for a message of no journey. */
  standing(
    tx: Transaction,
    message: Pick<entities.Message, 'execution' | 'workflow' | 'createdAt'>,
  ): Promise<JourneyStanding | undefined>;
  /** The priority of the journey that an execution is of. */
  priorityOf(tx: Transaction, execution: number | null): Promise<number>;
}

/** For messages of no journey, and where nothing else is known. */
export const USUAL_PRIORITY = 50;

/** Whether a contact may be written to at an instant. */
export interface SendingCalendar {
  look(
    tx: Transaction,
    question: {
      readonly workspace: number;
      readonly channel: entities.Message['channel'];
      readonly contact: number | null;
      /** UTC epoch ms. */
      readonly at: number;
    },
  ): Promise<
    | { readonly isOpen: true }
    /** `opensAt` (UTC epoch ms) is null where it never opens. */
    | { readonly isOpen: false; readonly opensAt: number | null; readonly reason: string }
  >;
}
