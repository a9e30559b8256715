import type { BinaryExpression, LogicalExpression, UnaryExpression } from 'acorn';
import { DateTime, Duration, Interval } from 'luxon';

import { bounded, convertible } from '../guard/bounds';
import { miss, notCovered } from '../signals';
import type { Closure } from './closure';
import type { Site } from './site';

type Operation = (left: never, right: never) => unknown;

/* eslint-disable eqeqeq -- an expression may compare as loosely as it likes */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '%': (left: number, right: number) => left % right,
  '**': (left: number, right: number) => left ** right,
  '&': (left: number, right: number) => left & right,
  '|': (left: number, right: number) => left | right,
  '^': (left: number, right: number) => left ^ right,
  '<<': (left: number, right: number) => left << right,
  '>>': (left: number, right: number) => left >> right,
  '>>>': (left: number, right: number) => left >>> right,
  '<': (left: number, right: number) => left < right,
  '>': (left: number, right: number) => left > right,
  '<=': (left: number, right: number) => left <= right,
  '>=': (left: number, right: number) => left >= right,
  '==': (left: unknown, right: unknown) => left == right,
  '!=': (left: unknown, right: unknown) => left != right,
  '+': add,
};
/* eslint-enable eqeqeq */

const CLASSES: Readonly<Record<string, new (...args: never[]) => object>> = {
  Date,
  Array,
  RegExp,
  DateTime: DateTime as never,
  Duration: Duration as never,
  Interval: Interval as never,
};

/** The operation behind an operator, for operands that are converted. */
export function operation(operator: string): (left: unknown, right: unknown) => unknown {
  const found = Object.hasOwn(OPERATIONS, operator) ? OPERATIONS[operator] : undefined;
  const apply = (found ?? notCovered(`operator ${operator}`)) as (left: unknown, right: unknown) => unknown;
  return (left, right) => apply(convertible(left), convertible(right));
}

function add(left: string, right: string): unknown {
  return bounded(left + right);
}

export function compileBinary(node: BinaryExpression, site: Site): Closure {
  if (node.left.type === 'PrivateIdentifier') return notCovered('#private');
  const left = site.compile(node.left);
  if (node.operator === 'instanceof') return compileInstanceOf(node, left, site);
  const right = site.compile(node.right);
  switch (node.operator) {
    case '===':
      return (evaluation, frame) => left(evaluation, frame) === right(evaluation, frame);
    case '!==':
      return (evaluation, frame) => left(evaluation, frame) !== right(evaluation, frame);
    case 'in':
      return (evaluation, frame) => {
        const key = String(convertible(left(evaluation, frame)));
        const holder = right(evaluation, frame);
        return typeof holder === 'object' && holder !== null ? key in holder : miss();
      };
    default: {
      const apply = operation(node.operator);
      return (evaluation, frame) => apply(left(evaluation, frame), right(evaluation, frame));
    }
  }
}

function compileInstanceOf({ right }: BinaryExpression, value: Closure, site: Site): Closure {
  const name = site.globalName(right);
  const Class = name !== undefined && Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (!Class) return notCovered('instanceof');
  return (evaluation, frame) => value(evaluation, frame) instanceof Class;
}

export function compileLogical(node: LogicalExpression, site: Site): Closure {
  const left = site.compile(node.left);
  const right = site.compile(node.right);
  switch (node.operator) {
    case '&&':
      return (evaluation, frame) => left(evaluation, frame) && right(evaluation, frame);
    case '||':
      return (evaluation, frame) => left(evaluation, frame) || right(evaluation, frame);
    default:
      return (evaluation, frame) => left(evaluation, frame) ?? right(evaluation, frame);
  }
}

export function compileUnary(node: UnaryExpression, site: Site): Closure {
  const value = site.compile(node.argument);
  switch (node.operator) {
    case '!':
      return (evaluation, frame) => !value(evaluation, frame);
    case '-':
      return (evaluation, frame) => -(convertible(value(evaluation, frame)) as number);
    case '+':
      return (evaluation, frame) => Number(convertible(value(evaluation, frame)));
    case '~':
      return (evaluation, frame) => ~(convertible(value(evaluation, frame)) as number);
    case 'typeof':
      return (evaluation, frame) => typeof value(evaluation, frame);
    case 'void':
      return (evaluation, frame) => void value(evaluation, frame);
    default:
      return notCovered(node.operator);
  }
}
