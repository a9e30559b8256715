import type { INode, NodeParameterValueType } from 'n8n-workflow';

import { readCode, readExpression, type SourceReading } from '../expressions';
import { isBase, isMessage } from './node-kinds';

/** A text in a node's parameters that is run. */
export interface Source extends SourceReading {
  /** `languages.values.0.subject`. */
  readonly path: string;
  readonly text: string;
}

/** In messages these texts are templates: a leading `=` and `{{ }}` are theirs, never n8n's. */
const TEMPLATES = 'languages';
const CODE = ['code', 'function', 'functionItem'];

/** Every expression and all the code of a node, read. */
export function* sourcesOf(node: INode): Generator<Source> {
  const code = node.parameters.jsCode ?? node.parameters.functionCode;
  const isJavaScript = (node.parameters.language ?? 'javaScript') === 'javaScript';
  if (isBase(node, ...CODE) && isJavaScript && typeof code === 'string') {
    yield { path: 'jsCode', text: code, ...readCode(code) };
  }
  for (const [name, value] of Object.entries(node.parameters)) {
    if (isMessage(node) && name === TEMPLATES) continue;
    for (const { path, text } of textsOf(value, name)) {
      if (text.startsWith('=')) yield { path, text, ...readExpression(text.slice(1)) };
    }
  }
}

function* textsOf(value: NodeParameterValueType | object, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value as Record<string, object>)) yield* textsOf(each, `${path}.${key}`);
}
