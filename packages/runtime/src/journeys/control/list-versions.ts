import type { Queries } from '../../db';
import type { WaitingCount } from './count-waiting';

export interface VersionSummary {
  readonly id: string;
  readonly name: string;
  /** UTC epoch ms. */
  readonly createdAt: number;
  /** Whether contacts enter it now. */
  readonly isLive: boolean;
  /** How many wait on it. */
  readonly waiting: number;
}

/** The published versions of a workflow, newest first. */
export async function listVersions(
  queries: Queries,
  workspace: number,
  workflow: string,
  counts: readonly WaitingCount[],
): Promise<VersionSummary[]> {
  const rows = await queries.all<{ id: string; name: string; createdAt: number; live: string | null }>(
    `SELECT version.id, version.name, version.created_at AS "createdAt", workflow.active_version AS "live"
     FROM workflow_version version JOIN workflow ON workflow.id = version.workflow
     WHERE version.workspace = ? AND version.workflow = ? AND version.id NOT LIKE '%-draft-%' AND version.id NOT LIKE 'inline-%'
     ORDER BY version.created_at DESC, version.id`,
    [workspace, workflow],
  );
  return rows.map(({ live, ...version }) => {
    const own = counts.filter((count) => count.version === version.id);
    return { ...version, isLive: live === version.id, waiting: own.reduce((sum, { waiting }) => sum + waiting, 0) };
  });
}
