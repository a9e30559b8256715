import type { Expression, SpreadElement } from 'acorn';

import { toList } from '../guard/bounds';
import { callbackFunction } from '../guard/statics';
import { LIMITS } from '../limits';
import { excess } from '../signals';
import type { Closure, Frame } from './closure';
import type { Evaluation } from '../evaluation';
import type { Site } from './site';

export type ListClosure = (evaluation: Evaluation, frame: Frame | null) => unknown[];

/**
 * Compiles what stands between the brackets of a call or an array.
 * @param takesCallback whether `Number`, `Boolean` and their like may be handed over by name
 */
export function compileArguments(
  nodes: readonly (Expression | SpreadElement)[],
  site: Site,
  { takesCallback = false } = {},
): ListClosure {
  const one = (node: Expression): Closure => {
    const name = takesCallback ? site.globalName(node) : undefined;
    const callback = name === undefined ? undefined : callbackFunction(name);
    return callback ? () => callback : site.compile(node);
  };
  if (nodes.some(({ type }) => type === 'SpreadElement')) {
    return withSpread(
      nodes.map((node) =>
        node.type === 'SpreadElement'
          ? { isSpread: true, closure: site.compile(node.argument) }
          : { isSpread: false, closure: one(node) },
      ),
    );
  }
  const [first, second, ...others] = nodes.map((node) => one(node as Expression));
  if (!first) return () => [];
  if (!second) return (evaluation, frame) => [first(evaluation, frame)];
  if (others.length === 0) return (evaluation, frame) => [first(evaluation, frame), second(evaluation, frame)];
  const all = [first, second, ...others];
  return (evaluation, frame) => all.map((closure) => closure(evaluation, frame));
}

function withSpread(parts: readonly { isSpread: boolean; closure: Closure }[]): ListClosure {
  return (evaluation, frame) => {
    const list: unknown[] = [];
    for (const { isSpread, closure } of parts) {
      const value = closure(evaluation, frame);
      if (!isSpread) {
        list.push(value);
        continue;
      }
      const elements = toList(value);
      evaluation.spend(elements.length);
      if (list.length + elements.length > LIMITS.arrayLength) excess();
      for (const element of elements) list.push(element);
    }
    return list;
  };
}
