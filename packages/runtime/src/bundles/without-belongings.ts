import type { INode } from 'n8n-workflow';

import type { LeftOut } from './bundle';

/** Parameters of our nodes that name something of one workspace. */
const BELONGINGS: ReadonlySet<string> = new Set(['shop', 'sender'] satisfies Array<LeftOut['what']>);

/** A node without its credentials, its pinned shop and its sender: the next workspace has others. */
export function withoutBelongings({ credentials, ...node }: INode): { node: INode; leftOut: LeftOut[] } {
  const found = new Set<LeftOut['what']>();
  if (credentials && Object.keys(credentials).length > 0) found.add('credential');
  const isOurs = node.type.startsWith('n8n-nodes-aftercart.');
  const parameters = isOurs ? (emptied(node.parameters, found) as INode['parameters']) : node.parameters;
  return { node: { ...node, parameters }, leftOut: [...found].map((what) => ({ node: node.name, what })) };
}

function emptied(value: unknown, found: Set<LeftOut['what']>): unknown {
  if (Array.isArray(value)) return value.map((each) => emptied(each, found));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => {
    // An expression is found out where it runs.
    const isNamed = typeof each === 'string' && each !== '' && !each.startsWith('=') && BELONGINGS.has(name);
    if (!isNamed) return [name, emptied(each, found)];
    found.add(name as LeftOut['what']);
    return [name, ''];
  });
  return Object.fromEntries(entries);
}
