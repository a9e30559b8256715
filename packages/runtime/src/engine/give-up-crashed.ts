import type { Database, Transaction } from '../db';
import type { Logger } from '../shared';

/** A run that was in hand at so many deaths of the process in a row is taken to be their cause. */
export const MOST_ATTEMPTS = 5;

const GIVEN_UP =
  'The process died each time that this execution was run. It is held back; look at its node, then retry it.';

/**
 * Looks at what the previous process left behind. What it had in hand counts as an attempt, and what had too many of
 * them is given up. Only where one process works on the database.
 * @param suspects what was in hand when it died
 */
export async function giveUpCrashed({
  database,
  now,
  logger,
  suspects,
}: {
  database: Database;
  now: number;
  logger: Logger;
  suspects: readonly number[];
}): Promise<void> {
  await database.write(async (tx) => {
    await closeOrphans(tx, now);
    const tried: number[] = [];
    for (const id of suspects) {
      const row = await tx.get<{ attempts: number }>(
        'UPDATE execution SET attempts = attempts + 1 WHERE id = ? AND wake_at <= ? RETURNING attempts',
        [id, now],
      );
      if (row && row.attempts > MOST_ATTEMPTS) tried.push(id);
    }
    await giveUp(tx, tried, { now, logger });
  });
}

/** Sets executions aside that killed the process too often. */
export async function giveUp(
  tx: Transaction,
  ids: readonly number[],
  { now, logger }: { now: number; logger: Logger },
): Promise<void> {
  if (ids.length === 0) return;
  for (const id of ids) {
    await tx.run(
      `UPDATE execution SET status = 'crashed', wake_at = NULL, stopped_at = ?, error_code = 'EXECUTION_CRASHED_REPEATEDLY',
        error = ?, lease_owner = NULL, lease_until = NULL WHERE id = ? AND stopped_at IS NULL`,
      [now, GIVEN_UP, id],
    );
  }
  tx.afterCommit(() =>
    logger.error({ executions: ids }, 'Executions were given up: the process died each time they were run'),
  );
}

/**
 * Closes rows of sub-workflows whose caller never came to its commit: it calls them anew.
 * @param caller where given, only what this execution called, and what those called
 */
export async function closeOrphans(tx: Transaction, now: number, caller?: number): Promise<void> {
  const called =
    caller === undefined
      ? ''
      : `AND id IN (WITH RECURSIVE called (id) AS (
           SELECT id FROM execution WHERE parent = ? UNION SELECT child.id FROM execution child JOIN called ON child.parent = called.id
         ) SELECT id FROM called)`;
  await tx.run(
    `UPDATE execution SET status = 'canceled', stopped_at = ?, error = 'The process ended before this sub-workflow did; its caller called it again.'
     WHERE status = 'new' AND wake_at IS NULL AND parent IS NOT NULL AND stopped_at IS NULL ${called}`,
    caller === undefined ? [now] : [now, caller],
  );
}
