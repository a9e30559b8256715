import { parse, type Expression } from 'acorn';

import { detach } from '../detach';
import type { Evaluation } from '../evaluation';
import { bounded, convertible } from '../guard/bounds';
import { LIMITS } from '../limits';
import { extendSyntax, splitExpression } from '../n8n-internals';
import { bail, BAIL, EXCESS, NotCovered } from '../signals';
import type { Closure } from './closure';
import { compileNode } from './compile-node';
import { isExpressionError } from './is-expression-error';
import { Site } from './site';
import { swallowsErrors } from './swallows-errors';

/** Evaluates a compiled expression. Throws BAIL where the isolate must. */
export type Run = (evaluation: Evaluation) => unknown;

export type Outcome = { readonly run: Run } | { readonly notCovered: string };

/** One `{{ … }}`. */
interface Block {
  readonly closure: Closure;
  /** A failure gives the block no value; otherwise it leaves the whole expression without one. */
  readonly swallows: boolean;
}

/** @param text an expression without its leading `=` */
export function compileText(text: string): Outcome {
  if (text === '') return { run: () => '' };
  if (text.length > LIMITS.sourceLength) return { notCovered: 'the length' };
  if (/\.\s*constructor/.test(text)) return { notCovered: 'constructor' };
  try {
    const parts = splitExpression(extendSyntax(text)).map((chunk) =>
      chunk.type === 'text' ? chunk.text : compileBlock(chunk.text),
    );
    return { run: runnerOf(parts) };
  } catch (error) {
    // n8n's rewriter, too, throws at what it cannot read; the isolate says what is wrong with it.
    return { notCovered: error instanceof Error ? error.message : String(error) };
  }
}

function runnerOf(parts: readonly (string | Block)[]): Run {
  const [first, second, ...others] = parts;
  if (typeof first === 'string' && second === undefined) return () => first;
  if (first === '' && typeof second === 'object' && others.length === 0) return runSingle(second);
  return runMixed(parts.filter((part) => part !== ''));
}

/** A block that stands alone gives its value as it is. */
function runSingle({ closure, swallows }: Block): Run {
  return (evaluation) => {
    try {
      return detach(closure(evaluation, null));
    } catch (error) {
      if (isFinal(error)) throw error;
      return swallows ? undefined : null;
    }
  };
}

/** Any text around it, even a space, makes a string: what is empty becomes '', but 0 and false stay. */
function runMixed(parts: readonly (string | Block)[]): Run {
  return (evaluation) => {
    try {
      const texts = parts.map((part) => (typeof part === 'string' ? part : textOf(part, evaluation)));
      return bounded(texts.join(''));
    } catch (error) {
      if (isFinal(error)) throw error;
      return null;
    }
  };
}

function textOf({ closure, swallows }: Block, evaluation: Evaluation): unknown {
  try {
    const value = closure(evaluation, null);
    if (typeof value === 'function') bail();
    return value || value === 0 || value === false ? convertible(value) : '';
  } catch (error) {
    if (isFinal(error) || !swallows) throw error;
    return '';
  }
}

function compileBlock(code: string): Block {
  const node = parseBlock(code.trimStart().startsWith('{') ? `(${code})` : code);
  return {
    closure: compileNode(node, new Site(compileNode)),
    swallows: swallowsErrors(node),
  };
}

function parseBlock(code: string): Expression {
  const { body } = parse(code, { ecmaVersion: 2020, sourceType: 'module' });
  const [statement, ...others] = body;
  if (statement?.type !== 'ExpressionStatement' || others.length > 0) throw new NotCovered('several statements');
  return statement.expression;
}

/** What n8n does not swallow: its own errors, and our wish to hand over. */
function isFinal(error: unknown): boolean {
  return error === BAIL || error === EXCESS || isExpressionError(error);
}
