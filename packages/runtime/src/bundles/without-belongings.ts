import type { IDataObject, INode } from 'n8n-workflow';

import type { LeftOut } from './bundle';

/** Parameters of our nodes that name something of one workspace. */
const BELONGINGS = ['shop', 'sender'] as const;

/** A node without its credentials, its pinned shop and its sender: the next workspace has others. */
export function withoutBelongings({ credentials, ...node }: INode): { node: INode; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  if (credentials && Object.keys(credentials).length > 0) leftOut.push({ node: node.name, what: 'credential' });
  if (!node.type.startsWith('n8n-nodes-aftercart.')) return { node, leftOut };
  const parameters = emptied(node.parameters, (what) => leftOut.push({ node: node.name, what }));
  const { options } = parameters;
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) {
    parameters.options = emptied(options as IDataObject, (what) => leftOut.push({ node: node.name, what }));
  }
  return { node: { ...node, parameters: parameters as INode['parameters'] }, leftOut };
}

function emptied(parameters: IDataObject, tell: (what: LeftOut['what']) => void): IDataObject {
  const left = { ...parameters };
  for (const name of BELONGINGS) {
    const value = left[name];
    // An expression is found out where it runs.
    if (typeof value !== 'string' || value === '' || value.startsWith('=')) continue;
    left[name] = '';
    tell(name);
  }
  return left;
}
