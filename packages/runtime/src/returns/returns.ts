import type { ConsentChanged } from '../consent';
import type { Database } from '../db';
import type { TellEvent } from '../events';
import type { Clock } from '../shared';
import { applyReturn, type ReturnOutcome } from './apply-return';
import type { ReturnNotice } from './notice';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly tell: TellEvent;
  readonly changed: ConsentChanged;
}

export type ReturnCounts = Readonly<Record<ReturnOutcome, number>>;

/** Takes in what is told of messages, whichever way it came. */
export class Returns {
  constructor(private readonly dependencies: Dependencies) {}

  /** Each in a transaction of its own: what was taken before an error stays, and is known when all come again. */
  async take(workspace: number, notices: readonly ReturnNotice[]): Promise<ReturnCounts> {
    const { database, clock, tell, changed } = this.dependencies;
    const counts = { applied: 0, known: 0, unknown: 0 };
    for (const notice of notices) {
      const ports = { now: clock.now(), tell, changed };
      counts[await database.write((tx) => applyReturn(tx, workspace, notice, ports))] += 1;
    }
    return counts;
  }
}
