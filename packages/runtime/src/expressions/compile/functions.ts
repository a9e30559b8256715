import type { ArrowFunctionExpression, FunctionExpression } from 'acorn';

import type { Evaluation } from '../evaluation';
import { markOwn } from '../guard/own-functions';
import { LIMITS } from '../limits';
import { excess, notCovered } from '../signals';
import type { Closure, Frame } from './closure';
import { compilePattern, namesOf, type Binder } from './patterns';
import type { Site } from './site';
import { compileBlock } from './statements';

type Body = (evaluation: Evaluation, frame: Frame) => unknown;

/** An arrow function, or another one that has no name; `this` and `arguments` are covered in neither. */
export function compileFunction(node: ArrowFunctionExpression | FunctionExpression, site: Site): Closure {
  if (node.async || node.generator || node.id) notCovered('a function with a name, or an async one');
  const inner = site.inner();
  for (const name of node.params.flatMap(namesOf)) inner.lexical.hoist(name, false);
  const parameters = node.params.map((parameter, index): ((...at: Parameters<Binder>) => void) => {
    if (parameter.type !== 'RestElement') {
      const bind = compilePattern(parameter, inner);
      return (evaluation, frame, args) => bind(evaluation, frame, (args as unknown[])[index]);
    }
    const bind = compilePattern(parameter.argument, inner);
    return (evaluation, frame, args) => bind(evaluation, frame, (args as unknown[]).slice(index));
  });
  const body = compileBody(node, inner);
  return (evaluation, parent) => {
    const call = (...args: unknown[]) => {
      evaluation.tick();
      if (++evaluation.depth > LIMITS.depth) excess();
      try {
        const frame: Frame = [parent];
        for (const bind of parameters) bind(evaluation, frame, args);
        return body(evaluation, frame);
      } finally {
        evaluation.depth--;
      }
    };
    return markOwn(call);
  };
}

function compileBody({ body }: ArrowFunctionExpression | FunctionExpression, site: Site): Body {
  if (body.type !== 'BlockStatement') return site.compile(body);
  const block = compileBlock(body.body, site);
  return (evaluation, frame) => block(evaluation, frame)?.[0];
}
