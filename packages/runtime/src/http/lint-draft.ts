import { lintWorkflow, readSurroundings, type Finding } from '../lint';
import type { WorkflowDocument } from '../workflows';
import type { HttpDependencies } from './http-dependencies';

type Dependencies = Pick<HttpDependencies, 'database' | 'messageTemplates' | 'couponPools' | 'workspace'>;

/** What the linter says of a draft in the workspace. */
export async function lintDraft(
  { database, messageTemplates, couponPools, workspace }: Dependencies,
  draft: Pick<WorkflowDocument, 'nodes' | 'connections' | 'settings'>,
): Promise<Finding[]> {
  const surroundings = await readSurroundings({ queries: database, messageTemplates, couponPools, workspace });
  return lintWorkflow(draft, surroundings);
}
