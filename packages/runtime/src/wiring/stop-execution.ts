import type { Database } from '../db';
import { saveExit, type ExecutionStore } from '../engine';
import type { Clock } from '../shared';

interface Collaborators {
  readonly database: Database;
  readonly executions: ExecutionStore;
  readonly clock: Clock;
}

/** An operator ends an execution. @throws EXECUTION_NOT_FOUND */
export async function stopExecution(
  workspace: number,
  id: number,
  { database, executions, clock }: Collaborators,
): Promise<void> {
  await executions.get(workspace, id);
  await database.write((tx) => saveExit(tx, id, { reason: 'Stopped by an operator', now: clock.now() }));
}
