import type { ErrorCode } from '../shared';
import type { CrowdPart, Tally } from './crowd';
import type { Scenario } from './scenario';
import type { Simulation } from './simulation';

/** What the thread is asked for: one contact's scenario, or a part of a crowd. Everything in it is plain data. */
export type SimulationJob = { readonly id: number; readonly workflow: object } & SimulationTask;

export type SimulationTask = { readonly scenario: Scenario } | { readonly part: CrowdPart };

export interface SimulationFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type SimulationAnswer =
  /** The thread has loaded everything, and takes jobs. */
  | { readonly ready: true }
  | { readonly id: number; readonly simulation: Simulation }
  | { readonly id: number; readonly tally: Tally }
  | { readonly id: number; readonly failure: SimulationFailure };
