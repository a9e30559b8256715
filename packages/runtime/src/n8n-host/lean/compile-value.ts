import { DateTime } from 'luxon';
import { isExpression, type INodeParameters } from 'n8n-workflow';

import type { CompiledExpression, ExpressionEngine } from '../../expressions';
import { copyValue } from './copy-value';

/** Evaluates expressions for one run of a node. */
export interface ExpressionEvaluator {
  /** @param siblings the values beside it, as they are written: `$parameter["&name"]` */
  evaluate(expression: CompiledExpression, siblings: INodeParameters, itemIndex: number): unknown;
}

/** A parameter with expressions in it, prepared: gives its value for one item. Nobody else holds what it gives. */
export type CompiledValue = (evaluator: ExpressionEvaluator, itemIndex: number) => unknown;

/** @returns undefined for a value without any expression */
export function compileValue(
  value: unknown,
  engine: ExpressionEngine,
  siblings: INodeParameters = {},
): CompiledValue | undefined {
  if (typeof value === 'string') {
    if (!isExpression(value)) return undefined;
    const compiled = engine.compile(value);
    return (evaluator, itemIndex) => evaluator.evaluate(compiled, siblings, itemIndex);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? compileList(value, engine) : compileObject(value as INodeParameters, engine);
}

function compileList(list: readonly unknown[], engine: ExpressionEngine): CompiledValue | undefined {
  const parts = list.map((part) => compileValue(part, engine));
  if (parts.every((part) => part === undefined)) return undefined;
  return (evaluator, itemIndex) =>
    parts.map((part, index) => (part ? part(evaluator, itemIndex) : copyValue(list[index])));
}

function compileObject(object: INodeParameters, engine: ExpressionEngine): CompiledValue | undefined {
  const parts = Object.entries(object).map(([key, value]) => ({
    key,
    value,
    compiled: compileValue(value, engine, object),
  }));
  if (parts.every(({ compiled }) => compiled === undefined)) return undefined;
  return (evaluator, itemIndex) => {
    const result: Record<string, unknown> = {};
    for (const { key, value, compiled } of parts) {
      result[key] = compiled ? compiled(evaluator, itemIndex) : copyValue(value);
    }
    return result;
  };
}

/** Writes times out that expressions have put into a parameter, in place: as n8n, those that an object holds. */
export function writeTimesOut(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach(writeTimesOut);
    return;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const each = object[key];
    if (typeof each !== 'object') continue;
    if (DateTime.isDateTime(each)) object[key] = each.toString();
    else writeTimesOut(each);
  }
}
