import type { ArrayExpression, Literal, ObjectExpression, Property, TemplateLiteral } from 'acorn';

import { bounded, convertible } from '../guard/bounds';
import { makeRegex, regexCost } from '../guard/regex-cost';
import { bail, notCovered } from '../signals';
import { compileArguments } from './arguments';
import { contains } from './contains';
import type { Closure } from './closure';
import type { Site } from './site';

export function compileLiteral(node: Literal): Closure {
  if (node.bigint != null) notCovered('bigint');
  if (node.regex) return compileRegexLiteral(node.regex.pattern, node.regex.flags);
  const { value } = node;
  return () => value;
}

export function compileRegexLiteral(pattern: string, flags: string): Closure {
  if (/[^gimsuy]/.test(flags)) notCovered(`flags ${flags}`);
  const cost = regexCost(pattern);
  makeRegex(pattern, flags, cost); // throws where it is none
  return () => makeRegex(pattern, flags, cost); // a new one each time, as it remembers where it stopped
}

export function compileTemplate(node: TemplateLiteral, site: Site): Closure {
  const texts = node.quasis.map(({ value }) => value.cooked ?? notCovered('template'));
  if (node.expressions.length === 0) return () => texts[0];
  // What n8n's printer makes of these is not what the author wrote; the isolate goes through the same printer.
  if (texts.some((text) => text.includes('\n'))) notCovered('a line break in a template');
  if (contains(node.expressions, 'ChainExpression')) notCovered('?. in a template');
  const values = node.expressions.map((expression) => site.compile(expression));
  return (evaluation, frame) => {
    let text = texts[0] ?? '';
    values.forEach((value, index) => {
      text += `${convertible(value(evaluation, frame)) as string}${texts[index + 1] ?? ''}`;
    });
    return bounded(text);
  };
}

export function compileArray(node: ArrayExpression, site: Site): Closure {
  const elements = node.elements.map((element) => element ?? notCovered('a hole in an array'));
  return compileArguments(elements, site);
}

type Entry = (target: Record<string, unknown>, ...at: Parameters<Closure>) => void;

export function compileObject(node: ObjectExpression, site: Site): Closure {
  const entries = node.properties.map((property) =>
    property.type === 'SpreadElement' ? spread(site.compile(property.argument)) : compileProperty(property, site),
  );
  return (evaluation, frame) => {
    const target: Record<string, unknown> = {};
    for (const write of entries) write(target, evaluation, frame);
    return target;
  };
}

function compileProperty(node: Property, site: Site): Entry {
  if (node.kind !== 'init' || node.method) notCovered('a method in an object');
  const value = site.compile(node.value);
  if (node.computed) {
    const key = site.compile(node.key);
    return (target, evaluation, frame) => {
      const name = String(convertible(key(evaluation, frame)));
      if (name === '__proto__') bail();
      target[name] = value(evaluation, frame);
    };
  }
  const name = literalKey(node);
  if (name === '__proto__') notCovered('__proto__');
  return (target, evaluation, frame) => {
    target[name] = value(evaluation, frame);
  };
}

/** The name of a property that is written out. */
export function literalKey({ key }: Pick<Property, 'key'>): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : notCovered(key.type);
}

function spread(compiled: Closure): Entry {
  return (target, evaluation, frame) => {
    const value = compiled(evaluation, frame);
    if (typeof value === 'function') bail();
    if (value === null || value === undefined) return;
    for (const key of Object.keys(value)) {
      if (key === '__proto__') bail();
      target[key] = (value as Record<string, unknown>)[key];
    }
  };
}
