import type { IRunExecutionData } from 'n8n-workflow';

/** As many as wait for their turn while all goes well. With a backlog the others are read from their rows. */
const MOST = 256;
/** Bytes of a stored state. Larger ones are read again: what waits here is to stay small. */
const LARGEST = 16 * 1024;

/**
 * The states of executions that have just been entered and are about to run: reading what was written a moment ago
 * would cost as much as running some nodes. The rows have them, too; nothing is lost with these.
 */
export class FreshStarts {
  private readonly states = new Map<number, IRunExecutionData>();

  /** @param size bytes of the state as it is stored */
  keep(id: number, state: IRunExecutionData, size: number): void {
    if (size > LARGEST) return;
    const oldest = this.states.keys().next().value;
    if (this.states.size >= MOST && oldest !== undefined) this.states.delete(oldest);
    this.states.set(id, state);
  }

  /** Once: the run changes it. */
  take(id: number): IRunExecutionData | undefined {
    const state = this.states.get(id);
    this.states.delete(id);
    return state;
  }
}
