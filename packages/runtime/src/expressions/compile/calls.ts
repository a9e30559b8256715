import type { CallExpression, Expression, MemberExpression } from 'acorn';

import type { Callable } from '../evaluation';
import { convertible } from '../guard/bounds';
import { callFunction } from '../guard/call-function';
import { callMethod } from '../guard/call-method';
import { makeStaticCall } from '../guard/call-static';
import { isMutator } from '../guard/intrinsics';
import { isOwn } from '../guard/own-functions';
import { globalFunction, isNamespace } from '../guard/statics';
import { isSafeObjectProperty } from '../n8n-internals';
import { bail, miss, notCovered, SHORT_CIRCUIT } from '../signals';
import { compileArguments, type ListClosure } from './arguments';
import type { Closure } from './closure';
import { makeArray } from './constructors';
import { compileExtension } from './extensions';
import { compileReceiver, literalProperty } from './members';
import type { Site } from './site';

/** Functions of n8n's that look at the run. */
const FUNCTIONS_OF_RUN = new Set(['$', '$items', '$jmespath', '$jmesPath', '$fromAI', '$fromAi', '$fromai']);

/** Methods whose result is a new array or iterator, whatever the receiver is. */
const MAKES_NEW = new Set(
  (
    'map filter split slice concat flat flatMap keys values entries fromEntries from of toSorted toReversed ' +
    'toSpliced match'
  ).split(' '),
);
/** Methods that give their receiver back. */
const GIVES_BACK = new Set(['sort', 'reverse', 'fill']);
/** Where `Number`, `Boolean` and their like may stand for a callback: they look at their first argument. */
const TAKES_CALLBACK = new Set(
  'map filter some every find findIndex findLast findLastIndex flatMap forEach'.split(' '),
);

export function compileCall(node: CallExpression, site: Site): Closure {
  if (node.optional) notCovered('?.()');
  switch (node.callee.type) {
    case 'Identifier':
      return compileNamedCall(node.callee.name, node, site);
    case 'MemberExpression':
      return compileMethodCall(node.callee, node, site);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return callOwn(site.compile(node.callee), compileArguments(node.arguments, site));
    default:
      return notCovered(`a call of ${node.callee.type}`);
  }
}

function compileNamedCall(name: string, node: CallExpression, site: Site): Closure {
  if (site.find(name)) return callOwn(site.compile(node.callee), compileArguments(node.arguments, site));
  if (name === 'extend') return compileExtension(node, site, compileCall);
  const args = compileArguments(node.arguments, site);
  if (FUNCTIONS_OF_RUN.has(name)) {
    return (evaluation, frame) => evaluation.roots.call(name, args(evaluation, frame).map(convertible));
  }
  if (name === 'Array') return makeArray(args);
  const fn = globalFunction(name) ?? notCovered(`${name}()`);
  return (evaluation, frame) => callFunction(name, fn, args(evaluation, frame));
}

function callOwn(callee: Closure, args: ListClosure): Closure {
  return (evaluation, frame) => {
    const fn = callee(evaluation, frame);
    if (typeof fn !== 'function') miss();
    if (!isOwn(fn as Callable)) bail();
    return (fn as (...args: unknown[]) => unknown)(...args(evaluation, frame));
  };
}

function compileMethodCall(callee: MemberExpression, node: CallExpression, site: Site): Closure {
  const name = literalProperty(callee);
  if (typeof name !== 'string') return notCovered('a computed method');
  if (!isSafeObjectProperty(name)) notCovered(`the method ${name}`);
  const namespace = site.globalName(callee.object);
  if (namespace !== undefined && isNamespace(namespace)) return compileStaticCall(namespace, name, node, site);
  const args = compileArguments(node.arguments, site, { takesCallback: TAKES_CALLBACK.has(name) });
  const isFresh = isMutator(name) && isMadeHere(callee.object as Expression, site);
  const receiver = isFresh ? compileFresh(callee.object as Expression, site) : compileReceiver(callee.object, site);
  return callOf(receiver, args, { name, isFresh, makesFresh: false, isOptional: callee.optional });
}

interface MethodCall {
  readonly name: string;
  readonly isFresh: boolean;
  readonly makesFresh: boolean;
  readonly isOptional: boolean;
}

function callOf(receiver: Closure, args: ListClosure, call: MethodCall): Closure {
  const { isOptional } = call;
  return (evaluation, frame) => {
    const value = receiver(evaluation, frame);
    if (value === SHORT_CIRCUIT) return value;
    if (value === null || value === undefined) return isOptional ? SHORT_CIRCUIT : miss();
    return callMethod(evaluation, value, args(evaluation, frame), call);
  };
}

function compileStaticCall(namespace: string, name: string, node: CallExpression, site: Site): Closure {
  if (namespace === 'Object' && name === 'assign' && node.arguments[0]?.type !== 'ObjectExpression') {
    return notCovered('Object.assign to what was there before');
  }
  const call = makeStaticCall(namespace, name);
  const args = compileArguments(node.arguments, site, { takesCallback: name === 'from' });
  return (evaluation, frame) => call(evaluation, args(evaluation, frame));
}

/** Whether a node's value was made by the expression, so that nobody else sees it change. */
export function isMadeHere(node: Expression, site: Site): boolean {
  if (node.type === 'Identifier') return site.find(node.name)?.isFresh === true;
  if (node.type === 'ArrayExpression' || node.type === 'NewExpression') return true;
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') return site.globalName(callee) === 'Array';
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return false;
  if (GIVES_BACK.has(callee.property.name)) return isMadeHere(callee.object as Expression, site);
  return MAKES_NEW.has(callee.property.name);
}

/** Compiles what `isMadeHere`: where that rests on a method's name, the method must be a builtin indeed. */
function compileFresh(node: Expression, site: Site): Closure {
  const isCall = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  if (!isCall) return site.compile(node);
  const callee = node.callee as MemberExpression;
  const namespace = site.globalName(callee.object);
  if (namespace !== undefined && isNamespace(namespace)) return site.compile(node);
  const name = String(literalProperty(callee));
  const isFresh = GIVES_BACK.has(name);
  const receiver = isFresh ? compileFresh(callee.object as Expression, site) : compileReceiver(callee.object, site);
  const args = compileArguments(node.arguments, site, { takesCallback: TAKES_CALLBACK.has(name) });
  return callOf(receiver, args, { name, isFresh, makesFresh: true, isOptional: false });
}
