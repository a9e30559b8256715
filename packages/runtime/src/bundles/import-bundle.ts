import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { CodedUserError } from '../shared';
import { parseWorkflow, type WorkflowDocument } from '../workflows';
import type { Bundle, LeftOut } from './bundle';
import type { BundleStores } from './export-bundle';
import { planImport, type BundleAction, type ConflictPolicy } from './plan-import';
import { renameIds } from './rename-ids';

export interface BundleImport {
  readonly actions: readonly BundleAction[];
  readonly workflows: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** What is to be chosen in the nodes before the journeys can go live. */
  readonly toChoose: ReadonlyArray<LeftOut & { readonly workflow: string }>;
}

interface Options {
  readonly policy: ConflictPolicy;
  /** Only says what would be done. */
  readonly isDryRun: boolean;
}

/**
 * Brings what a bundle holds into a workspace. What is here under the same name and is the same is used; workflows are
 * always new ones, and inactive. Where somebody stops it midway, it can be done again.
 * @throws BUNDLE_CONFLICTS before anything is changed, and what the stores throw
 */
export async function importBundle(
  bundle: Bundle,
  stores: BundleStores,
  workspace: number,
  { policy, isDryRun }: Options,
): Promise<BundleImport> {
  const documents = bundle.workflows.map(({ id, document, scenarios }) => ({
    id,
    document: withScenarios(parseWorkflow(document), scenarios),
  }));
  const actions = await planImport(bundle, stores, workspace, policy);
  const toChoose = bundle.workflows.flatMap(({ document, leftOut }) =>
    leftOut.map((left) => ({ workflow: String(document.name), ...left })),
  );
  if (isDryRun) return { actions, workflows: [], toChoose };
  const conflicts = actions.filter(({ action }) => action === 'conflict');
  if (conflicts.length > 0) throw refused(conflicts);
  const isAsked = (kind: BundleAction['kind'], name: string, action: BundleAction['action']): boolean =>
    actions.some((each) => each.kind === kind && each.name === name && each.action === action);

  await bringAttributes(bundle, stores, workspace, isAsked);
  const ids = new Map<string, string>();
  await bringLists(bundle, stores, workspace, ids);
  await bringSegments(bundle, stores, workspace, ids, isAsked);
  await bringMessageTemplates(bundle, stores, workspace, isAsked);
  return { actions, workflows: await bringWorkflows(documents, stores, workspace, ids), toChoose };
}

type IsAsked = (kind: BundleAction['kind'], name: string, action: BundleAction['action']) => boolean;

async function bringAttributes(bundle: Bundle, { attributes }: BundleStores, workspace: number, isAsked: IsAsked) {
  const known = new Map((await attributes.list(workspace)).map((each) => [each.name, each]));
  for (const { name, type, options, label } of bundle.attributes) {
    if (isAsked('attribute', name, 'create')) await attributes.create(workspace, { name, type, options, label });
    else if (isAsked('attribute', name, 'replace')) {
      const all = new Set([...(known.get(name)?.options ?? []), ...(options ?? [])]);
      await attributes.change(workspace, name, { options: [...all] });
    }
  }
}

async function bringLists(bundle: Bundle, { lists }: BundleStores, workspace: number, ids: Map<string, string>) {
  const here = new Map((await lists.list(workspace)).map(({ name, id }) => [name, id]));
  for (const { id, name } of bundle.lists) ids.set(id, here.get(name) ?? (await lists.create(workspace, name)).id);
}

async function bringSegments(
  bundle: Bundle,
  { segments }: BundleStores,
  workspace: number,
  ids: Map<string, string>,
  isAsked: IsAsked,
) {
  const here = new Map((await segments.list(workspace)).map(({ name, id }) => [name, id]));
  for (const { id, name, rule } of bundle.segments) {
    const draft = { name, rule: renameIds(rule, ids) };
    const known = here.get(name);
    ids.set(id, known ?? (await segments.create(workspace, draft)).id);
    if (known !== undefined && isAsked('segment', name, 'replace')) await segments.update(workspace, known, draft);
  }
}

const mentions = (json: unknown, id: string): boolean => JSON.stringify(json).includes(JSON.stringify(id));

async function bringMessageTemplates(
  bundle: Bundle,
  { messageTemplates }: BundleStores,
  workspace: number,
  isAsked: IsAsked,
) {
  const here = new Map((await messageTemplates.list(workspace)).map(({ name, id }) => [name, id]));
  for (const draft of bundle.messageTemplates) {
    const known = here.get(draft.name);
    if (known === undefined) await messageTemplates.create(workspace, draft);
    else if (isAsked('messageTemplate', draft.name, 'replace')) await messageTemplates.change(workspace, known, draft);
  }
}

/** Workflows that call each other find each other: first come those that call none of the others. */
async function bringWorkflows(
  documents: ReadonlyArray<{ id: string; document: WorkflowDocument }>,
  { workflows }: BundleStores,
  workspace: number,
  ids: Map<string, string>,
) {
  const made: Array<{ id: string; name: string }> = [];
  let waiting = documents;
  while (waiting.length > 0) {
    const open = waiting;
    const calling = (document: WorkflowDocument, own: string) =>
      open.some(({ id }) => id !== own && mentions({ ...document, meta: null }, id));
    const ready = open.filter(({ id, document }) => !calling(document, id));
    for (const { id, document } of ready.length > 0 ? ready : open) {
      const { id: _id, ...own } = renameIds(document, ids);
      const row = await workflows.create(workspace, { ...own, active: false });
      ids.set(id, row.id);
      made.push({ id: row.id, name: row.name });
    }
    waiting = ready.length > 0 ? open.filter((each) => !ready.includes(each)) : [];
  }
  return made;
}

function withScenarios(document: WorkflowDocument, scenarios: readonly unknown[]): WorkflowDocument {
  const nodes = document.nodes.map((node) =>
    node.webhookId === undefined ? node : { ...node, webhookId: randomUUID() },
  );
  const own = (document.meta?.aftercart ?? {}) as IDataObject;
  const aftercart = { ...own, ...(scenarios.length > 0 && { scenarios: scenarios as IDataObject[] }) };
  const hasMeta = document.meta !== null || scenarios.length > 0;
  return {
    ...document,
    nodes,
    pinData: null,
    staticData: null,
    meta: hasMeta ? { ...document.meta, aftercart } : null,
  };
}

function refused(conflicts: readonly BundleAction[]): CodedUserError {
  const list = conflicts.map(({ kind, name, reason }) => `${kind} "${name}": ${reason ?? 'it is another one here'}`);
  const message = `Nothing was imported, because of what is here already. ${list.join('; ')}.`;
  return new CodedUserError('BUNDLE_CONFLICTS', message, { conflicts });
}
