import type { Evaluation } from '../evaluation';

/** The variables of one running function: its parent's frame first, then its own. */
export type Frame = [parent: Frame | null, ...variables: unknown[]];

/** A compiled piece of an expression. */
export type Closure = (evaluation: Evaluation, frame: Frame | null) => unknown;
