import type { INode } from 'n8n-workflow';

/** What a node may read besides its input: the outputs of these nodes, or anything. */
export type Reads = { readonly nodes: ReadonlySet<string> } | 'anything';

/** A name in quotes, without escapes: how an expression names a node. */
const NAME = `'([^'\\\\]*)'|"([^"\\\\]*)"`;
/** `$('X')`, `$node["X"]`, `$node.X`, `$items("X")`, `$items()`, or a variable. */
const REFERENCE = new RegExp(
  String.raw`\$(?:\(\s*(?:${NAME})\s*\)|node\s*\[\s*(?:${NAME})\s*\]|node\.([A-Za-z_]\w*)` +
    String.raw`|items\(\s*(?:${NAME})\s*[,)]|items\(\s*\)|([A-Za-z_]\w*))`,
  'y',
);

/** Variables that give an item of the input, or no item at all. */
const HARMLESS = new Set(
  (
    'json binary input now today vars env execution workflow prevNode runIndex itemIndex nodeId nodeVersion webhookId ' +
    'parameter jmespath if ifEmpty min max average not secrets response request pageCount'
  ).split(' '),
);

/** Other ways to the same data, and letters in disguise. */
const DEVIOUS = /\b(?:this|globalThis|eval|arguments|constructor)\b|\\[ux]/;

/** Reads the expressions in a node's parameters. Whatever it does not understand may read anything. */
export function readsOf(parameters: INode['parameters']): Reads {
  const nodes = new Set<string>();
  for (const text of textsOf(parameters)) {
    if (text.startsWith('=') && !findReferences(text, nodes)) return 'anything';
  }
  return { nodes };
}

/** All texts in a value, the keys of objects too. */
export function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    yield key;
    yield* textsOf(each);
  }
}

/** @returns false where the expression may read more than what was added to `nodes` */
function findReferences(expression: string, nodes: Set<string>): boolean {
  if (DEVIOUS.test(expression)) return false;
  for (let at = expression.indexOf('$'); at !== -1; at = expression.indexOf('$', at + 1)) {
    if (/[{\d]/.test(expression.charAt(at + 1))) continue; // `${…}` in a template, or an amount of dollars
    REFERENCE.lastIndex = at;
    const match = REFERENCE.exec(expression);
    if (!match) return false;
    const variable = match.at(-1);
    if (variable !== undefined && !HARMLESS.has(variable)) return false;
    const name = match.slice(1, -1).find((group) => group !== undefined);
    if (name !== undefined) nodes.add(name);
  }
  return true;
}
