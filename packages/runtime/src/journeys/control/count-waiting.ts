import type { Queries } from '../../db';

/** How many wait at a node of a version, and when the first of them goes on (UTC epoch ms; null: not by time). */
export interface WaitingCount {
  readonly version: string;
  readonly node: string;
  readonly waiting: number;
  readonly nextAt: number | null;
}

/** So many executions are looked at before others get a turn. */
const STEP = 2_000;

/**
 * Counts who waits where, over all versions of a workflow. Looks in small steps: a million contacts hold nobody up.
 * @returns most waiting first
 */
export async function countWaiting(queries: Queries, workspace: number, workflow: string): Promise<WaitingCount[]> {
  const counts = new Map<string, WaitingCount>();
  let after = 0;
  for (;;) {
    const boundary = await queries.get<{ id: number }>(
      `SELECT id FROM execution WHERE workflow = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ${STEP - 1}`,
      [workflow, after],
    );
    const until = boundary?.id ?? Number.MAX_SAFE_INTEGER;
    const rows = await queries.all<WaitingCount>(
      `SELECT version, node, COUNT(*) AS "waiting", MIN(COALESCE(parked_at, wake_at)) AS "nextAt" FROM execution
       WHERE workspace = ? AND workflow = ? AND id > ? AND id <= ? AND status = 'waiting' AND stopped_at IS NULL
       GROUP BY version, node`,
      [workspace, workflow, after, until],
    );
    for (const row of rows) add(counts, row);
    if (!boundary) break;
    after = until;
    await new Promise(setImmediate);
  }
  return [...counts.values()].sort((one, other) => other.waiting - one.waiting);
}

function add(counts: Map<string, WaitingCount>, row: WaitingCount): void {
  const key = `${row.version} ${row.node}`;
  const { waiting = 0, nextAt = null } = counts.get(key) ?? {};
  const instants = [nextAt, row.nextAt].filter((at) => at !== null);
  const earliest = instants.length === 0 ? null : Math.min(...instants);
  counts.set(key, { ...row, waiting: waiting + row.waiting, nextAt: earliest });
}
