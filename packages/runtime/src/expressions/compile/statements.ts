import type { ForOfStatement, IfStatement, Statement, VariableDeclaration } from 'acorn';

import type { Evaluation } from '../evaluation';
import { toList } from '../guard/bounds';
import { notCovered } from '../signals';
import { isMadeHere } from './calls';
import type { Frame } from './closure';
import type { LexicalScope } from './lexical-scope';
import { compilePattern, namesOf } from './patterns';
import type { Site } from './site';

/** Runs a statement. What it returns ends the function: a list of the one value that the function returns. */
export type StatementClosure = (evaluation: Evaluation, frame: Frame) => readonly [unknown] | undefined;

type InnerSite = Site & { readonly lexical: LexicalScope };

/** Compiles statements in braces, with variables of their own. */
export function compileBlock(statements: readonly Statement[], site: Site): StatementClosure {
  const inner = site.inner();
  for (const statement of statements) {
    if (statement.type === 'VariableDeclaration') hoist(statement, inner);
  }
  const compiled = statements.map((statement) => compileStatement(statement, inner));
  return (evaluation, parent) => {
    const frame: Frame = [parent];
    for (const run of compiled) {
      const result = run(evaluation, frame);
      if (result) return result;
    }
    return undefined;
  };
}

function compileStatement(statement: Statement, site: InnerSite): StatementClosure {
  switch (statement.type) {
    case 'ReturnStatement': {
      if (!statement.argument) return () => [undefined];
      const value = site.compile(statement.argument);
      return (evaluation, frame) => [value(evaluation, frame)];
    }
    case 'ExpressionStatement': {
      const value = site.compile(statement.expression);
      return (evaluation, frame) => void value(evaluation, frame);
    }
    case 'VariableDeclaration':
      return compileDeclaration(statement, site);
    case 'IfStatement':
      return compileIf(statement, site);
    case 'BlockStatement':
      return compileBlock(statement.body, site);
    case 'ForOfStatement':
      return compileForOf(statement, site);
    case 'EmptyStatement':
      return () => undefined;
    default:
      return notCovered(statement.type);
  }
}

function hoist({ kind, declarations }: VariableDeclaration, { lexical }: InnerSite): void {
  if (kind !== 'let' && kind !== 'const') notCovered(kind);
  for (const name of declarations.flatMap(({ id }) => namesOf(id))) lexical.hoist(name, kind === 'const');
}

function compileDeclaration({ declarations }: VariableDeclaration, site: InnerSite): StatementClosure {
  const binders = declarations.map(({ id, init }) => {
    const value = init ? site.compile(init) : () => undefined;
    const isFresh = init != null && isMadeHere(init, site) && init.type !== 'CallExpression';
    const bind = compilePattern(id, site, { isFresh });
    return (evaluation: Evaluation, frame: Frame) => bind(evaluation, frame, value(evaluation, frame));
  });
  return (evaluation, frame) => {
    for (const bind of binders) bind(evaluation, frame);
    return undefined;
  };
}

function compileIf({ test, consequent, alternate }: IfStatement, site: InnerSite): StatementClosure {
  const condition = site.compile(test);
  const then = compileStatement(consequent, site);
  const otherwise = alternate ? compileStatement(alternate, site) : () => undefined;
  return (evaluation, frame) => (condition(evaluation, frame) ? then(evaluation, frame) : otherwise(evaluation, frame));
}

function compileForOf({ left, right, body, await: isAsync }: ForOfStatement, site: InnerSite): StatementClosure {
  if (isAsync || left.type !== 'VariableDeclaration') return notCovered('for of');
  const list = site.compile(right);
  const inner = site.inner();
  hoist(left, inner);
  const bind = compilePattern(left.declarations[0]?.id ?? notCovered('for of'), inner);
  const run = compileStatement(body, inner);
  return (evaluation, parent) => {
    for (const element of toList(list(evaluation, parent))) {
      evaluation.tick();
      const frame: Frame = [parent];
      bind(evaluation, frame, element);
      const result = run(evaluation, frame);
      if (result) return result;
    }
    return undefined;
  };
}
