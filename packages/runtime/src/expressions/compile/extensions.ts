import type { CallExpression, Expression, MemberExpression } from 'acorn';

import { callExtension } from '../guard/call-extension';
import { isNamespace } from '../guard/statics';
import { EXTENSION_NAMES, OBJECT_EXTENSION_NAMES } from '../n8n-internals';
import { notCovered } from '../signals';
import { compileArguments } from './arguments';
import type { Closure } from './closure';
import { compileReceiver } from './members';
import type { Site } from './site';

/**
 * n8n rewrites `x.first(1)` to `extend(x, 'first', [1])` before anything else, and does it for every method that has
 * the name of an extension function, also where the receiver has one of its own.
 *
 * @param compileCall compiles an ordinary call
 */
export function compileExtension(
  { arguments: parts, ...node }: CallExpression,
  site: Site,
  compileCall: (node: CallExpression, site: Site) => Closure,
): Closure {
  const [target, method, list, ...others] = parts;
  const name = method?.type === 'Literal' ? method.value : undefined;
  if (typeof name !== 'string' || !EXTENSION_NAMES.has(name)) return notCovered('extend');
  if (!target || target.type === 'SpreadElement' || list?.type !== 'ArrayExpression' || others.length > 0) {
    return notCovered('extend');
  }
  const elements = list.elements.map((element) => element ?? notCovered('a hole in an array'));
  const namespace = site.globalName(target);
  if (namespace !== undefined && isNamespace(namespace)) {
    assertOwnMethodWins(namespace, name);
    return compileCall({ ...node, arguments: elements, callee: methodOf(target, name, node) }, site);
  }
  const receiver = compileReceiver(target, site);
  const args = compileArguments(elements, site);
  return (evaluation, frame) => callExtension(evaluation, receiver(evaluation, frame), name, args(evaluation, frame));
}

/** `Object.keys(x)` stays what it is; `Math`, being an object, would lose to an extension of objects. */
function assertOwnMethodWins(namespace: string, name: string): void {
  const isObject = namespace === 'Math' || namespace === 'JSON';
  const isKept = !isObject || !OBJECT_EXTENSION_NAMES.has(name);
  if (!isKept) notCovered(`${namespace}.${name}() beside an extension`);
}

function methodOf(
  object: Expression,
  name: string,
  { start, end }: Omit<CallExpression, 'arguments'>,
): MemberExpression {
  const property = { type: 'Identifier' as const, name, start, end };
  return { type: 'MemberExpression', object, property, computed: false, optional: false, start, end };
}
