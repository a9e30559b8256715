import type { AnyNode } from 'acorn';

import { notCovered, SHORT_CIRCUIT } from '../signals';
import { compileCall } from './calls';
import type { Closure } from './closure';
import { compileNew } from './constructors';
import { compileFunction } from './functions';
import { compileAssignment, compileIdentifier, compileUpdate } from './identifiers';
import { compileArray, compileLiteral, compileObject, compileTemplate } from './literals';
import { compileMember } from './members';
import { compileBinary, compileLogical, compileUnary } from './operators';
import type { Site } from './site';

/** Every kind of expression that is covered. What is not listed goes to the isolate. */
export function compileNode(node: AnyNode, site: Site): Closure {
  switch (node.type) {
    case 'Literal':
      return compileLiteral(node);
    case 'TemplateLiteral':
      return compileTemplate(node, site);
    case 'Identifier':
      return compileIdentifier(node, site);
    case 'MemberExpression':
      return compileMember(node, site);
    case 'CallExpression':
      return compileCall(node, site);
    case 'ChainExpression': {
      const chain = site.compile(node.expression);
      return (evaluation, frame) => {
        const value = chain(evaluation, frame);
        return value === SHORT_CIRCUIT ? undefined : value;
      };
    }
    case 'ConditionalExpression': {
      const test = site.compile(node.test);
      const then = site.compile(node.consequent);
      const otherwise = site.compile(node.alternate);
      return (evaluation, frame) => (test(evaluation, frame) ? then(evaluation, frame) : otherwise(evaluation, frame));
    }
    case 'LogicalExpression':
      return compileLogical(node, site);
    case 'BinaryExpression':
      return compileBinary(node, site);
    case 'UnaryExpression':
      return compileUnary(node, site);
    case 'ArrayExpression':
      return compileArray(node, site);
    case 'ObjectExpression':
      return compileObject(node, site);
    case 'NewExpression':
      return compileNew(node, site);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return compileFunction(node, site);
    case 'SequenceExpression': {
      const parts = node.expressions.map((expression) => site.compile(expression));
      return (evaluation, frame) => parts.map((part) => part(evaluation, frame)).at(-1);
    }
    case 'AssignmentExpression':
      return compileAssignment(node, site);
    case 'UpdateExpression':
      return compileUpdate(node, site);
    default:
      return notCovered(node.type);
  }
}
