import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { LIMITS } from './limits';
import { excess } from './signals';

/** Where compiled code takes n8n's variables from. */
export interface Roots {
  /** The value of a variable (`$json`). */
  value(name: string, evaluation: Evaluation): unknown;
  /** The same for use left of a dot only: may be a stand-in that knows less than n8n's own object. */
  receiver(name: string, evaluation: Evaluation): unknown;
  /** `$('X')`, for use left of a dot only. */
  node(args: unknown[]): unknown;
  /** What a function of n8n's returns (`$items(…)`, `$jmespath(…)`). */
  call(name: string, args: unknown[]): unknown;
  /** The method of an object of n8n's, if expressions may call it. */
  method(receiver: object, name: string): Callable | undefined;
}

export type Callable = (...args: never[]) => unknown;

/** One evaluation of one compiled expression: its budget, and what it must see the same throughout. */
export class Evaluation {
  depth = 0;
  /** n8n keeps the links of an optional chain in a `global`; here each evaluation has its own. */
  readonly chain: Record<string, unknown> = {};
  private steps: number = LIMITS.steps;
  private deadline = 0;
  private instant: DateTime | undefined;

  /**
   * @param siblings the parameters beside the one that is evaluated, for `$parameter["&name"]`
   */
  constructor(
    readonly roots: Roots,
    readonly siblings: INodeParameters = {},
  ) {}

  /** For work whose size is known beforehand. */
  spend(steps: number): void {
    if ((this.steps -= steps) < 0) excess();
  }

  /** For one call of an arrow function, or one turn of a loop. */
  tick(): void {
    if (--this.steps < 0) excess();
    if ((this.steps & 1023) !== 0) return;
    const now = performance.now();
    if (this.deadline === 0) this.deadline = now + LIMITS.milliseconds;
    else if (now > this.deadline) excess();
  }

  now(): DateTime {
    return (this.instant ??= DateTime.now());
  }
}
