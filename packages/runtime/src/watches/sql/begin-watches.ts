import type { Transaction } from '../../db';
import { minutes as toDuration } from '../../shared';
import type { Watch } from '../watch';

export interface Beginning extends Omit<Watch, 'id' | 'minutes' | 'dueAt'> {
  /** One watch for each, in ascending order: so two transactions never wait for each other. */
  readonly minutes: readonly number[];
}

/**
 * Begins to watch a subject, or begins anew where it is watched already. What is told late of an earlier instant changes
 * nothing.
 */
export async function beginWatches(tx: Transaction, { minutes, ...watch }: Beginning): Promise<void> {
  const { workspace, type, subject, event, sinceAt } = watch;
  const rows = minutes.map((count) => [
    ...[workspace, type, subject, count, event, sinceAt],
    sinceAt + toDuration(count).milliseconds,
  ]);
  await tx.run(
    `INSERT INTO watch (workspace, type, subject, minutes, event, since_at, due_at)
      VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}
      ON CONFLICT (workspace, type, subject, minutes) DO UPDATE SET event = excluded.event, since_at = excluded.since_at,
        due_at = excluded.due_at WHERE excluded.since_at >= watch.since_at`,
    rows.flat(),
  );
}
