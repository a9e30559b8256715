import type { ConnectionQueries } from './connection-queries';

/**
 * What is read within one turn of the event loop is read from one state of the database. Without that each statement
 * takes a lock, looks whether the file has changed, and gives the lock back: three times what reading a row takes.
 */
export class Snapshot {
  private turn: NodeJS.Immediate | undefined;

  constructor(private readonly queries: ConnectionQueries) {}

  /** What is asked before the turn ends sees what was committed when this was called first in it. */
  take(): ConnectionQueries {
    if (!this.turn) {
      this.queries.run('BEGIN');
      this.turn = setImmediate(() => this.end());
    }
    return this.queries;
  }

  /** To be called before its connection writes, and when others have written. */
  end(): void {
    if (!this.turn) return;
    clearImmediate(this.turn);
    this.turn = undefined;
    this.queries.run('COMMIT');
  }
}
