import type { IDataObject } from 'n8n-workflow';

import type { Attribute, AttributeStore, ListStore } from '../contacts';
import type { entities } from '../db';
import type { TemplateStore } from '../messages';
import type { SegmentStore } from '../segments';
import type { Clock } from '../shared';
import type { WorkflowStore } from '../workflows';
import { BUNDLE_FORMAT, BUNDLE_VERSION, type Bundle } from './bundle';
import { withoutBelongings } from './without-belongings';

const PAGE = 250;

/** What a bundle is made of, and goes into. */
export interface BundleStores {
  readonly workflows: Pick<WorkflowStore, 'list' | 'get' | 'create'>;
  readonly messageTemplates: Pick<TemplateStore, 'list' | 'create' | 'change'>;
  readonly segments: Pick<SegmentStore, 'list' | 'create' | 'update'>;
  readonly attributes: Pick<AttributeStore, 'list' | 'create' | 'change'>;
  readonly lists: Pick<ListStore, 'list' | 'create'>;
  readonly clock: Clock;
}

/**
 * All that journeys consist of in a workspace, without secrets and without contacts: no credentials, no pinned or static
 * data, no members.
 * @param ids of the workflows; all of them where left out
 * @throws WORKFLOW_NOT_FOUND
 */
export async function exportBundle(stores: BundleStores, workspace: number, ids?: readonly string[]): Promise<Bundle> {
  const { workflows, messageTemplates, segments, attributes, lists, clock } = stores;
  const rows = ids
    ? await Promise.all(ids.map((id) => workflows.get(workspace, id)))
    : await allWorkflows(workflows, workspace);
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    createdAt: new Date(clock.now()).toISOString(),
    attributes: (await attributes.list(workspace)).map(bundleAttribute),
    lists: (await lists.list(workspace)).map(({ id, name }) => ({ id, name })),
    segments: (await segments.list(workspace)).map(({ id, name, rule }) => ({ id, name, rule: { ...rule } })),
    messageTemplates: (await messageTemplates.list(workspace)).map(({ name, layout, contents }) => ({
      ...{ name, layout },
      contents: [...contents],
    })),
    workflows: rows.map(bundleWorkflow),
  };
}

async function allWorkflows(workflows: Pick<WorkflowStore, 'list'>, workspace: number) {
  const all: entities.WorkflowEntity[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await workflows.list(workspace, { limit: PAGE, offset });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function bundleAttribute({ name, type, options, label }: Attribute): Bundle['attributes'][number] {
  return { name, type, options: options && [...options], label };
}

function bundleWorkflow({ id, name, nodes, connections, settings, meta }: entities.WorkflowEntity) {
  const cleared = nodes.map(withoutBelongings);
  const { scenarios = [], imported, ...about } = (meta?.aftercart ?? {}) as OwnMeta;
  // What was chosen for one shop names its parts.
  const aftercart = imported ? { ...about, imported: { ...imported, settings: undefined } } : about;
  const document = {
    ...{ name, nodes: cleared.map(({ node }) => node), connections, settings },
    meta: meta && { ...meta, aftercart },
  };
  return {
    id,
    document: JSON.parse(JSON.stringify(document)) as Record<string, unknown>,
    scenarios: scenarios.map(withoutContact),
    leftOut: cleared.flatMap(({ leftOut }) => leftOut),
  };
}

interface OwnMeta extends IDataObject {
  scenarios?: IDataObject[];
  imported?: IDataObject;
}

/** A scenario may begin with a contact of the workspace: their id means nobody elsewhere, or somebody else. */
function withoutContact(scenario: unknown): unknown {
  const { given, ...rest } = (scenario ?? {}) as { given?: Record<string, unknown> };
  if (!given) return scenario;
  const { contactId: _contactId, ...kept } = given;
  return { ...rest, given: kept };
}
