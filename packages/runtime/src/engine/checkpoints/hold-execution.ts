import type { Database } from '../../db';
import type { Logger } from '../../shared';
import type { RunnableVersion } from '../../workflows';
import type { ExecutionRow } from '../execution-row';
import { saveHeld } from '../sql/save-checkpoint';
import { afterCrashOf } from './after-crash';

/**
 * Holds an execution back whose server died while a node with effects outside ran, where its workflow asks for that.
 * @returns whether it is held
 */
export async function holdAfterCrash(
  row: ExecutionRow,
  version: RunnableVersion,
  { database, logger }: { database: Database; logger: Logger },
): Promise<boolean> {
  const node = row.begun_node;
  if (node === null || afterCrashOf(version, node) === 'retry') return false;
  const reason = `The server died while the node "${node}" ran: whether it did its work is not known. Look, then retry the execution, which runs the node again, or stop it.`;
  await database.write((tx) => saveHeld(tx, row, { node, reason }));
  logger.warn({ execution: row.id, node, code: 'EXECUTION_HELD' }, 'An execution is held for review after a crash');
  return true;
}
