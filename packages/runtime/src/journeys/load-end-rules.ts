import type { Queries } from '../db';
import type { JourneySettings } from '../workflows';
import type { EndRules } from './end-rules';

/** Reads the rules of all versions that there are: contacts may still be on the oldest. */
export async function loadEndRules(queries: Queries, endRules: EndRules): Promise<void> {
  const versions = await queries.all<{ id: string; workspace: number; settings: string }>(
    `SELECT id, workspace, settings FROM workflow_version WHERE settings LIKE '%"aftercart"%'`,
  );
  for (const { settings, ...version } of versions) {
    endRules.note({ ...version, settings: JSON.parse(settings) as JourneySettings });
  }
}
