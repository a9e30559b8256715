import type { NewExpression } from 'acorn';

import { convertible, toList } from '../guard/bounds';
import { LIMITS } from '../limits';
import { bail, excess, notCovered } from '../signals';
import { compileArguments, type ListClosure } from './arguments';
import type { Closure } from './closure';
import { compileRegexLiteral } from './literals';
import type { Site } from './site';

export function compileNew(node: NewExpression, site: Site): Closure {
  const args = compileArguments(node.arguments, site);
  switch (site.globalName(node.callee)) {
    case 'Date':
      return (evaluation, frame) => {
        const values = args(evaluation, frame).map(convertible) as ConstructorParameters<typeof Date>;
        return new Date(...values);
      };
    case 'Set':
      return (evaluation, frame) => new Set(elementsOf(args(evaluation, frame)));
    case 'Map':
      return (evaluation, frame) => {
        const entries = elementsOf(args(evaluation, frame));
        if (!entries.every((entry): entry is [unknown, unknown] => Array.isArray(entry))) bail();
        return new Map(entries);
      };
    case 'Array':
      return makeArray(args);
    case 'RegExp':
      return compileRegex(node.arguments);
    default:
      return notCovered('new');
  }
}

/** `new RegExp('a+', 'g')`, where both are spelled out: it is the same as a literal. */
function compileRegex(args: NewExpression['arguments']): Closure {
  const [pattern, flags = '', ...others] = args.map((arg) =>
    arg.type === 'Literal' && typeof arg.value === 'string'
      ? arg.value
      : notCovered('a regular expression that is made'),
  );
  if (pattern === undefined || others.length > 0) return notCovered('new RegExp');
  return compileRegexLiteral(pattern, flags);
}

/** `Array(3)` has three holes, `Array(3, 4)` two elements. */
export function makeArray(args: ListClosure): Closure {
  return (evaluation, frame) => {
    const values = args(evaluation, frame);
    const [length] = values;
    if (values.length !== 1 || typeof length !== 'number') return values;
    if (length > LIMITS.arrayLength) excess();
    evaluation.spend(length);
    return new Array<unknown>(length);
  };
}

function elementsOf([source]: unknown[]): unknown[] {
  return source === undefined || source === null ? [] : toList(source);
}
