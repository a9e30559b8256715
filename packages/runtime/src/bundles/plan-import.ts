import { isDeepStrictEqual } from 'node:util';

import type { Bundle } from './bundle';
import type { BundleStores } from './export-bundle';
import { renameIds } from './rename-ids';

export const CONFLICT_POLICIES = ['refuse', 'keep', 'replace'] as const;
/** What becomes of something that is here under the same name and is another one. */
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export const BUNDLE_KINDS = ['attribute', 'list', 'segment', 'messageTemplate', 'workflow'] as const;
export const BUNDLE_ACTIONS = ['create', 'keep', 'replace', 'conflict'] as const;

export interface BundleAction {
  readonly kind: (typeof BUNDLE_KINDS)[number];
  readonly name: string;
  /** `keep`: it is here already, and stays as it is. */
  readonly action: (typeof BUNDLE_ACTIONS)[number];
  /** For people, where there is more to say. */
  readonly reason?: string;
}

/** What an import would do with each part of a bundle, in the order in which it does it. Changes nothing. */
export async function planImport(
  bundle: Bundle,
  stores: BundleStores,
  workspace: number,
  policy: ConflictPolicy,
): Promise<BundleAction[]> {
  const differs = (isSame: boolean, reason: string): Pick<BundleAction, 'action' | 'reason'> =>
    isSame ? { action: 'keep' } : { action: policy === 'refuse' ? 'conflict' : policy, reason };
  const [attributes, lists, segments, templates] = [
    await stores.attributes.list(workspace),
    await stores.lists.list(workspace),
    await stores.segments.list(workspace),
    await stores.messageTemplates.list(workspace),
  ];
  const here = new Map(lists.map(({ name, id }) => [name, id]));
  const ids = new Map(bundle.lists.flatMap(({ id, name }) => (here.has(name) ? [[id, here.get(name) ?? id]] : [])));
  const actions: BundleAction[] = [];
  for (const { name, type, options } of bundle.attributes) {
    const known = attributes.find((each) => each.name === name);
    const about = { kind: 'attribute', name } as const;
    if (!known) actions.push({ ...about, action: 'create' });
    else if (known.type !== type) {
      actions.push({ ...about, action: 'conflict', reason: `it is a ${known.type} here, and a ${type} in the bundle` });
    } else {
      const hasAll = (options ?? []).every((option) => known.options?.includes(option) === true);
      actions.push({ ...about, ...differs(hasAll, 'it has other options here') });
    }
  }
  for (const { name } of bundle.lists) {
    actions.push({ kind: 'list', name, action: here.has(name) ? 'keep' : 'create' });
  }
  for (const { id, name, rule } of bundle.segments) {
    const known = segments.find((each) => each.name === name);
    if (known) ids.set(id, known.id);
    const isSame = known && isDeepStrictEqual(plain(known.rule), renameIds(rule, ids));
    const about = { kind: 'segment', name } as const;
    actions.push(
      known ? { ...about, ...differs(isSame === true, 'it has another rule here') } : { ...about, action: 'create' },
    );
  }
  for (const { name, layout, contents } of bundle.messageTemplates) {
    const known = templates.find((each) => each.name === name);
    const isSame = known && known.layout === layout && isDeepStrictEqual(plain(known.contents), contents);
    const about = { kind: 'messageTemplate', name } as const;
    actions.push(
      known ? { ...about, ...differs(isSame === true, 'it says something else here') } : { ...about, action: 'create' },
    );
  }
  for (const { document } of bundle.workflows) {
    const name = String(document.name);
    const isHere = (await stores.workflows.list(workspace, { limit: 1, offset: 0, name })).length > 0;
    const reason = isHere ? 'there is one of this name; this will be another one' : undefined;
    actions.push({ kind: 'workflow', name, action: 'create', ...(reason && { reason }) });
  }
  return actions;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
