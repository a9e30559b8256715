import type { IRunExecutionData } from 'n8n-workflow';

import type { ExecutionRow } from './execution-row';

/** As many as wait for their turn while all goes well. With a backlog the others are read from their rows. */
const MOST = 256;
/** Bytes of a stored state. Larger ones are read again: what waits here is to stay small. */
const LARGEST = 16 * 1024;

/**
 * The states of executions that have just been entered and are about to run: reading what was written a moment ago
 * would cost as much as running some nodes. The rows have them, too; nothing is lost with these.
 */
export class FreshStarts {
  private readonly starts = new Map<number, { state: IRunExecutionData; stored: Uint8Array }>();

  /** @param stored the same state as the row has it */
  keep(id: number, state: IRunExecutionData, stored: Uint8Array): void {
    if (stored.length > LARGEST) return;
    const oldest = this.starts.keys().next().value;
    if (this.starts.size >= MOST && oldest !== undefined) this.starts.delete(oldest);
    this.starts.set(id, { state, stored });
  }

  /** Once, because the run changes it. @returns undefined where the row has another state by now, too */
  take({ id, state: stored }: Pick<ExecutionRow, 'id' | 'state'>): IRunExecutionData | undefined {
    const start = this.starts.get(id);
    this.starts.delete(id);
    return start && stored && Buffer.compare(start.stored, stored) === 0 ? start.state : undefined;
  }
}
