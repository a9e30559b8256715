import type { AssignmentProperty, Pattern, RestElement } from 'acorn';

import type { Evaluation } from '../evaluation';
import { toList } from '../guard/bounds';
import { readProperty } from '../guard/read-property';
import { isSafeObjectProperty } from '../n8n-internals';
import { miss, notCovered } from '../signals';
import type { Frame } from './closure';
import type { LexicalScope } from './lexical-scope';
import { literalKey } from './literals';
import type { Site } from './site';

/** Puts a value, or its parts, into variables. */
export type Binder = (evaluation: Evaluation, frame: Frame, value: unknown) => void;

type DeclaringSite = Site & { readonly lexical: LexicalScope };

export function compilePattern(pattern: Pattern, site: DeclaringSite, { isFresh = false } = {}): Binder {
  switch (pattern.type) {
    case 'Identifier': {
      const slot = site.lexical.declare(pattern.name, { isFresh });
      return (_evaluation, frame, value) => {
        frame[slot] = value;
      };
    }
    case 'AssignmentPattern': {
      const fallback = site.compile(pattern.right);
      const bind = compilePattern(pattern.left, site);
      return (evaluation, frame, value) =>
        bind(evaluation, frame, value === undefined ? fallback(evaluation, frame) : value);
    }
    case 'ObjectPattern':
      return compileObjectPattern(pattern.properties, site);
    case 'ArrayPattern':
      return compileArrayPattern(pattern.elements, site);
    default:
      return notCovered(pattern.type);
  }
}

function compileObjectPattern(properties: readonly (AssignmentProperty | RestElement)[], site: DeclaringSite): Binder {
  const parts = properties.map((property) => {
    if (property.type !== 'Property' || property.computed) return notCovered('a pattern');
    const key = literalKey(property);
    if (!isSafeObjectProperty(key)) notCovered(`the property ${key}`);
    return { key, bind: compilePattern(property.value, site) };
  });
  return (evaluation, frame, value) => {
    if (value === null || value === undefined) miss();
    for (const { key, bind } of parts) bind(evaluation, frame, readProperty(value, key));
  };
}

function compileArrayPattern(elements: readonly (Pattern | null)[], site: DeclaringSite): Binder {
  const binders = elements.map((element, index): Binder | undefined => {
    if (!element) return undefined;
    if (element.type !== 'RestElement') return at(index, compilePattern(element, site));
    const bind = compilePattern(element.argument, site);
    return (evaluation, frame, list) => bind(evaluation, frame, (list as unknown[]).slice(index));
  });
  return (evaluation, frame, value) => {
    const list = toList(value);
    for (const bind of binders) bind?.(evaluation, frame, list);
  };
}

function at(index: number, bind: Binder): Binder {
  return (evaluation, frame, list) => bind(evaluation, frame, (list as unknown[])[index]);
}

/** The names that a pattern declares. */
export function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []));
    case 'RestElement':
      return namesOf(pattern.argument);
    default:
      return notCovered(pattern.type);
  }
}
