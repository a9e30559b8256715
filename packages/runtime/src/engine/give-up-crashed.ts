import type { Database } from '../db';
import type { Logger } from '../shared';

/** A run that was in hand at so many deaths of the process in a row is taken to be their cause. */
const MOST_ATTEMPTS = 5;

/**
 * Looks at what the previous process left behind: what was due may have been in hand when it died. Counts that as an
 * attempt, and gives up what had too many of them. Rows of sub-workflows whose parent never came to its commit are
 * closed: the parent calls them anew.
 */
export async function giveUpCrashed({
  database,
  now,
  logger,
}: {
  database: Database;
  now: number;
  logger: Logger;
}): Promise<void> {
  const given = await database.write(async (tx) => {
    await tx.run('UPDATE execution SET attempts = attempts + 1 WHERE wake_at <= ?', [now]);
    await tx.run(
      `UPDATE execution SET status = 'crashed', stopped_at = ?, error_code = 'EXECUTION_CRASHED_REPEATEDLY',
        error = 'The process ended before this sub-workflow did; its parent called it again.'
       WHERE status = 'new' AND wake_at IS NULL AND parent IS NOT NULL AND stopped_at IS NULL`,
      [now],
    );
    return await tx.run(
      `UPDATE execution SET status = 'crashed', wake_at = NULL, stopped_at = ?, error_code = 'EXECUTION_CRASHED_REPEATEDLY',
        error = 'The process died each time that this execution was run. It is held back; look at its node, then retry it.'
       WHERE wake_at <= ? AND attempts > ?`,
      [now, now, MOST_ATTEMPTS],
    );
  });
  if (given > 0)
    logger.error({ executions: given }, 'Executions were given up: the process died each time they were run');
}
