import type { ISourceData } from 'n8n-workflow';

import type { NodeCode, NodeIndex } from './node-index';

/** Where an input came from: a node's first output in its first run, or node, output and run. */
type SourceCode = NodeCode | readonly [NodeCode, number, number] | null;
/** Of all inputs; a single one without a list around it. */
export type SourcesCode = readonly SourceCode[] | NodeCode;

type Sources = ReadonlyArray<ISourceData | null>;

export function encodeSources(sources: Sources, index: NodeIndex): SourcesCode {
  const codes = sources.map((source) => source && encodeSource(source, index));
  const [only] = codes;
  return codes.length === 1 && (typeof only === 'number' || typeof only === 'string') ? only : codes;
}

export function decodeSources(codes: SourcesCode, index: NodeIndex): Array<ISourceData | null> {
  const list = typeof codes === 'object' ? codes : [codes];
  return list.map((code) => {
    if (code === null) return null;
    const [node, previousNodeOutput, previousNodeRun] = typeof code === 'object' ? code : [code, 0, 0];
    return { previousNode: index.nameOf(node), previousNodeOutput, previousNodeRun };
  });
}

function encodeSource({ previousNode, previousNodeOutput = 0, previousNodeRun = 0 }: ISourceData, index: NodeIndex) {
  const node = index.codeOf(previousNode);
  return previousNodeOutput === 0 && previousNodeRun === 0
    ? node
    : ([node, previousNodeOutput, previousNodeRun] as const);
}
