import type { ErrorCode } from '../shared';
import type { Scenario } from './scenario';
import type { Simulation } from './simulation';

/** What the thread is asked for. Everything in it is plain data. */
export interface SimulationJob {
  readonly id: number;
  readonly workflow: object;
  readonly scenario: Scenario;
}

export interface SimulationFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type SimulationAnswer =
  /** The thread has loaded everything, and takes jobs. */
  | { readonly ready: true }
  | { readonly id: number; readonly simulation: Simulation }
  | { readonly id: number; readonly failure: SimulationFailure };
