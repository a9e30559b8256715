import type { INode } from 'n8n-workflow';

/** Nodes by their place in the immutable version: a number where a name would be stored again for each contact. */
export interface NodeIndex {
  /** The name itself for a node that the version lacks. */
  codeOf(name: string): NodeCode;
  /** @throws where the version has no node at that place */
  nameOf(code: NodeCode): string;
}

export type NodeCode = number | string;

const known = new WeakMap<readonly INode[], NodeIndex>();

export function nodeIndexOf({ nodes }: { readonly nodes: readonly INode[] }): NodeIndex {
  const index = known.get(nodes) ?? makeIndex(nodes.map(({ name }) => name));
  known.set(nodes, index);
  return index;
}

function makeIndex(names: readonly string[]): NodeIndex {
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    codeOf: (name) => places.get(name) ?? name,
    nameOf(code) {
      const name = typeof code === 'string' ? code : names[code];
      if (name === undefined) throw new Error(`the version has no node ${code}`);
      return name;
    },
  };
}
