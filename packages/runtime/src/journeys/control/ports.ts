import type { Transaction } from '../../db';
import type { RunnableVersion } from '../../workflows';
import type { Versions } from '../find-ended';

/** An execution at rest, as it is moved. */
export interface Resting {
  readonly id: number;
  readonly workflow: string;
  readonly version: string;
  readonly node: string | null;
  readonly status: string;
  readonly started_at: number;
  readonly wake_at: number | null;
  readonly parked_at: number | null;
  readonly state: Uint8Array | null;
  readonly ledger: string | null;
  readonly lease_owner: string | null;
}

/** Between which versions an execution is moved. */
export interface Move {
  readonly from: RunnableVersion;
  readonly to: RunnableVersion;
}

/** What journeys ask of the engine. Wired in app.ts, because the engine knows journeys and not the other way round. */
export interface EnginePorts {
  readonly versions: Versions;
  /** Ends an execution. @returns 0 where it has ended already */
  leave(tx: Transaction, id: number, exit: { reason: string; now: number }): Promise<number>;
  /** The state of an execution that waits, as one that begins at a node with what waits. @throws EXECUTION_STATE_UNREADABLE */
  continueAt(tx: Transaction, execution: number, move: Move, node: string): Promise<Uint8Array>;
  /** The same wait, on another version whose node has the same name. @throws EXECUTION_STATE_UNREADABLE */
  rebind(tx: Transaction, execution: number, move: Move): Promise<Uint8Array>;
  /** Takes away what else than time would end the wait of an execution that is moved elsewhere. */
  disarm(tx: Transaction, execution: number): Promise<void>;
  /** Puts off by so many milliseconds what the waits of executions compute with. */
  shiftWaits(tx: Transaction, executions: readonly number[], by: number): Promise<void>;
  /** Something may be due. */
  wake(): void;
  isInHand(execution: number): boolean;
}
