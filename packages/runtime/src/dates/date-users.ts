import { zoneOfWorkspace } from '../audiences';
import type { Transaction } from '../db';
import { dateKey, type DateSpec } from '../events';

/** A live workflow, or a trigger in a stock n8n: `workflow:<id>`, `subscription:<id>`. */
export type DateUser = `${'workflow' | 'subscription'}:${string}`;

/**
 * Says which dates somebody waits for from now on, and no others. Watches that nobody wants any more retire; those that
 * somebody else wants already are shared. Changes nothing where it has been said before: a workflow that is published
 * anew keeps its dates.
 * @returns whether anything changed
 */
export async function setDates(
  tx: Transaction,
  { workspace, usedBy }: { readonly workspace: number; readonly usedBy: DateUser },
  specs: readonly DateSpec[],
  now: number,
): Promise<boolean> {
  const wanted = new Map(specs.map((spec) => [dateKey(spec), spec]));
  const used = await tx.all<{ id: number; key: string }>(
    `SELECT w.id, w.watch_key AS "key" FROM date_watch_user u JOIN date_watch w ON w.id = u.watch WHERE u.used_by = ?`,
    [usedBy],
  );
  const gone = used.filter(({ key }) => !wanted.has(key));
  for (const { id } of gone) await leave(tx, id, usedBy, now);
  const known = new Set(used.map(({ key }) => key));
  const added = [...wanted].filter(([key]) => !known.has(key));
  for (const [key, spec] of added) await join(tx, { workspace, usedBy, key, spec }, now);
  return gone.length + added.length > 0;
}

async function join(
  tx: Transaction,
  { workspace, usedBy, key, spec }: { workspace: number; usedBy: DateUser; key: string; spec: DateSpec },
  now: number,
): Promise<void> {
  const timeZone = await zoneOfWorkspace(tx, workspace);
  // One that has retired is taken up again as if it were new: nobody has kept its rows up meanwhile.
  const watch = await tx.get<{ id: number }>(
    `INSERT INTO date_watch (workspace, watch_key, spec, time_zone, since_at, filled_to, is_anew) VALUES (?, ?, ?, ?, ?, 0, 0)
     ON CONFLICT (workspace, watch_key) DO UPDATE SET
       since_at = CASE WHEN date_watch.retired_at IS NULL THEN date_watch.since_at ELSE excluded.since_at END,
       time_zone = CASE WHEN date_watch.retired_at IS NULL THEN date_watch.time_zone ELSE excluded.time_zone END,
       filled_to = CASE WHEN date_watch.retired_at IS NULL THEN date_watch.filled_to ELSE 0 END,
       is_anew = CASE WHEN date_watch.retired_at IS NULL THEN date_watch.is_anew ELSE 1 END,
       retired_at = NULL
     RETURNING id`,
    [workspace, key, JSON.stringify(spec), timeZone, now],
  );
  await tx.run('INSERT INTO date_watch_user (watch, used_by, workspace) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    watch?.id,
    usedBy,
    workspace,
  ]);
}

async function leave(tx: Transaction, watch: number, usedBy: DateUser, now: number): Promise<void> {
  await tx.run('DELETE FROM date_watch_user WHERE watch = ? AND used_by = ?', [watch, usedBy]);
  await tx.run(
    `UPDATE date_watch SET retired_at = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM date_watch_user WHERE watch = date_watch.id)`,
    [now, watch],
  );
}
