import { parse, type Node } from 'acorn';

import { splitExpression } from './n8n-internals';

/** What can be said of the source of an expression or of code, without running it. */
export interface SourceReading {
  /** Why it cannot be run at all, in the words of the parser; left out where it can. */
  readonly fault?: string;
  /** The nodes that it names: `$('X')`, `$node["X"]`, `$node.X`, `$items("X")`. */
  readonly nodes: readonly string[];
}

/**
 * Reads an expression of n8n's: text with `{{ … }}` in it. What n8n itself rewrites before it runs is read as it was written,
 * so what is a fault here is one there.
 * @param text without its leading `=`
 */
export function readExpression(text: string): SourceReading {
  const nodes: string[] = [];
  for (const chunk of splitExpression(text)) {
    if (chunk.type === 'text' || chunk.text.trim() === '') continue;
    if (!chunk.hasClosingBrackets) return { fault: 'a {{ is never closed by }}', nodes };
    const code = chunk.text.trimStart().startsWith('{') ? `(${chunk.text})` : chunk.text;
    const reading = readCode(code);
    nodes.push(...reading.nodes);
    if (reading.fault !== undefined) return { fault: reading.fault, nodes };
  }
  return { nodes };
}

/** Reads the JavaScript of a Code node: the body of an async function. */
export function readCode(code: string): SourceReading {
  try {
    const program = parse(code, {
      ...{ ecmaVersion: 'latest', sourceType: 'script' },
      ...{ allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true },
    });
    return { nodes: [...namesIn(program)] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { fault: error.message, nodes: [] };
  }
}

function* namesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value as unknown[]) yield* namesIn(each);
    return;
  }
  if (!isNode(value)) return;
  const name = nameIn(value);
  if (name !== undefined) yield name;
  for (const each of Object.values(value)) if (typeof each === 'object') yield* namesIn(each);
}

function nameIn(node: Fields): string | undefined {
  if (node.type === 'CallExpression') {
    const [first] = node.arguments as Fields[];
    return isNamed(node.callee, '$') || isNamed(node.callee, '$items') ? literalOf(first) : undefined;
  }
  if (node.type !== 'MemberExpression' || !isNamed(node.object, '$node')) return undefined;
  const property = node.property as Fields;
  return node.computed === true ? literalOf(property) : (property.name as string | undefined);
}

type Fields = Node & Record<string, unknown>;

const isNode = (value: unknown): value is Fields => typeof value === 'object' && value !== null && 'type' in value;

const isNamed = (value: unknown, name: string): boolean =>
  isNode(value) && value.type === 'Identifier' && value.name === name;

/** Of a text in quotes, also of a template without anything to fill in. */
function literalOf(node: Fields | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || (node.expressions as unknown[]).length > 0) return undefined;
  const [quasi] = node.quasis as Array<{ value: { cooked: string } }>;
  return quasi?.value.cooked;
}
