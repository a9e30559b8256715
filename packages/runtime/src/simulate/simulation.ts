import type { Judgement } from '../messages';

/** One step that the contact took. Instants are ISO 8601 UTC. */
export interface SimulatedStep {
  readonly at: string;
  readonly verdict: string;
  readonly node: string | null;
  /** By which outputs it went on, beginning with 0. */
  readonly outputs?: readonly number[];
  readonly until?: string;
  readonly reason?: string;
  /** What the rule that decided has seen. */
  readonly seen?: ReadonlyArray<{ readonly fact: string; readonly value: unknown }>;
  /** The number of the message that was queued by it. */
  readonly message?: number;
}

/** One way of the contact through the workflow. */
export interface SimulatedExecution {
  readonly enteredAt: string;
  readonly endedAt: string | null;
  readonly status: string;
  /** Where it waits, or ended. */
  readonly node: string | null;
  /** How it ended before its last node: an exit rule, the goal. */
  readonly exit: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly steps: readonly SimulatedStep[];
}

export interface SimulatedMessage {
  /** Beginning with 1, in the order in which they were queued. */
  readonly number: number;
  readonly node: string | null;
  readonly channel: string;
  readonly purpose: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly status: string;
  readonly verdict: string;
  readonly reason: string;
  /** What each rule said: consent, calendar, caps. */
  readonly judgement: Judgement['rules'];
  readonly queuedAt: string;
  readonly sentAt: string | null;
}

/** What became of a contact in a simulation. Holds no ids: the same scenario gives the same bytes. */
export interface Simulation {
  readonly scenario: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly executions: readonly SimulatedExecution[];
  readonly messages: readonly SimulatedMessage[];
  /** Events that did not enter, and why. */
  readonly notEntered: ReadonlyArray<{ readonly at: string; readonly reason: string }>;
  /** What happened to the contact since the beginning. */
  readonly happened: ReadonlyArray<{ readonly at: string; readonly type: string; readonly what?: string }>;
  /** What the contact is in the end. */
  readonly contact: {
    readonly tags: readonly string[];
    readonly lists: readonly string[];
    readonly scores: Readonly<Record<string, number>>;
    readonly attributes: Readonly<Record<string, unknown>>;
  };
  /** Whether nobody is under way any more. */
  readonly isOver: boolean;
}
