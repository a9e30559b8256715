import { createHash } from 'node:crypto';

import type { entities } from '../db';
import { toIso } from './iso';
import type { WorkflowAnswer } from './schemas/workflow';

/** A workflow in n8n's form: what the API returns and what an export file holds. */
export function presentWorkflow(row: entities.WorkflowEntity, triggerCount = 0): WorkflowAnswer {
  return {
    id: row.id,
    name: row.name,
    active: row.active === 1,
    isArchived: false,
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
    nodes: row.nodes,
    connections: row.connections,
    settings: row.settings,
    staticData: row.staticData,
    pinData: row.pinData,
    meta: row.meta,
    versionId: versionIdOf(row),
    activeVersionId: row.activeVersion,
    triggerCount,
    tags: [],
  };
}

/** n8n gives every change of a draft a UUID; ours follows from what we keep: the draft and when it was changed. */
function versionIdOf({ id, updatedAt }: entities.WorkflowEntity): string {
  const hex = createHash('sha256').update(`${id}:${updatedAt}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
