import type { AnyNode, Expression, MemberExpression, Super } from 'acorn';

import { convertible } from '../guard/bounds';
import { readComputedProperty, readProperty } from '../guard/read-property';
import { constant, isNamespace } from '../guard/statics';
import { isSafeObjectProperty } from '../n8n-internals';
import { notCovered, SHORT_CIRCUIT } from '../signals';
import { compileArguments } from './arguments';
import type { Closure } from './closure';
import type { Site } from './site';

/** Where n8n's own rewriting of optional chains keeps their links: `global.chainValue1`. */
const LINK = /^chain(?:Value|CancelToken)\d+$/;

export function chainLink(node: MemberExpression, site: Site): string | undefined {
  if (node.computed || node.property.type !== 'Identifier' || site.globalName(node.object) !== 'global') {
    return undefined;
  }
  return LINK.test(node.property.name) ? node.property.name : undefined;
}

export function compileMember(node: MemberExpression, site: Site): Closure {
  const link = chainLink(node, site);
  if (link !== undefined) return (evaluation) => evaluation.chain[link];
  const namespace = site.globalName(node.object);
  const key = literalProperty(node);
  if (namespace !== undefined && isNamespace(namespace)) {
    if (node.computed || key === undefined) return notCovered(`${namespace}[…]`);
    const value = constant(namespace, String(key));
    return () => value;
  }
  const receiver = compileReceiver(node.object, site);
  return key === undefined ? readAtRuntime(node, receiver, site) : readNamed(receiver, key, node.optional);
}

function readNamed(receiver: Closure, key: string | number, isOptional: boolean): Closure {
  if (!isSafeObjectProperty(String(key))) notCovered(`the property ${key}`);
  if (!isOptional) {
    return (evaluation, frame) => {
      const value = receiver(evaluation, frame);
      return value === SHORT_CIRCUIT ? value : readProperty(value, key);
    };
  }
  return (evaluation, frame) => {
    const value = receiver(evaluation, frame);
    if (value === SHORT_CIRCUIT || value === null || value === undefined) return SHORT_CIRCUIT;
    return readProperty(value, key);
  };
}

function readAtRuntime(node: MemberExpression, receiver: Closure, site: Site): Closure {
  if (node.optional) notCovered('?.[…]'); // n8n's sanitizer loses the `?.`
  const key = site.compile(node.property);
  return (evaluation, frame) => {
    const value = receiver(evaluation, frame);
    return value === SHORT_CIRCUIT ? value : readComputedProperty(value, key(evaluation, frame));
  };
}

/** The key of a property, where the expression spells it out. */
export function literalProperty({ computed, property }: MemberExpression): string | number | undefined {
  if (property.type === 'PrivateIdentifier') return notCovered('#private');
  if (!computed) return property.type === 'Identifier' ? property.name : notCovered(property.type);
  if (property.type !== 'Literal') return undefined;
  return typeof property.value === 'string' || typeof property.value === 'number' ? property.value : undefined;
}

/** What stands left of a dot: for some of n8n's variables a stand-in does there. */
export function compileReceiver(node: Expression | Super, site: Site): Closure {
  if (node.type === 'Super') return notCovered('super');
  const name = site.globalName(node);
  if (name !== undefined && STAND_INS.has(name)) return (evaluation) => evaluation.roots.receiver(name, evaluation);
  if (isNodeReference(node, site)) {
    const args = compileArguments(node.arguments, site);
    return (evaluation, frame) => evaluation.roots.node(args(evaluation, frame).map(convertible));
  }
  return site.compile(node);
}

const STAND_INS = new Set(['$input', '$workflow', '$prevNode', '$node']);

function isNodeReference(node: AnyNode, site: Site): node is Extract<AnyNode, { type: 'CallExpression' }> {
  return node.type === 'CallExpression' && !node.optional && site.globalName(node.callee) === '$';
}
