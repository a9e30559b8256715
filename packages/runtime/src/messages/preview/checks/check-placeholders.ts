import Handlebars from 'handlebars';

import type { LocalizedContent } from '../../email-request';
import type { Finding } from './finding';

/** What templates can name at their top, whether or not it is there for a mail. */
const KNOWN = new Set([
  ...['contact', 'event', 'order', 'customer', 'product', 'cart', 'shop'],
  ...['narrator', 'brand', 'preheader', 'preferencesUrl'],
  // There for a contact only who was asked to confirm something: no preview has it.
  'confirmUrl',
]);
/** Helpers that stand alone, as a path does. */
const BARE_HELPERS = new Set(['dir', 'lang', 'start', 'end', 'this']);

/** Looks for placeholders that nothing fills in: the top of a path is unknown, or there is no value at its end. */
export function checkPlaceholders({ language, ...content }: LocalizedContent, data: object): Finding[] {
  const paths = new TopPaths();
  for (const text of [content.subject, content.preheader ?? '', content.body]) paths.accept(Handlebars.parse(text));
  return [...paths.found].flatMap((path): Finding[] => {
    const parts = path.split('.');
    const isKnown = KNOWN.has(parts[0] ?? '') || Object.hasOwn(data, parts[0] ?? '');
    if (!isKnown) {
      const message = `{{${path}}} is nothing that templates know. Is it spelt right, or part of the extra data?`;
      return [{ check: 'placeholderUnknown', level: 'error', language, message }];
    }
    if (valueAt(data, parts) !== undefined) return [];
    const message = `{{${path}}} is empty for this contact and order. {{default ${path} "…"}} says something else then.`;
    return [{ check: 'placeholderEmpty', level: 'warning', language, message }];
  });
}

function valueAt(data: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.getOwnPropertyDescriptor(value, part)?.value ?? undefined;
  }, data);
}

/** Collects the paths that are looked up in the data itself: those inside loops are left out, whose data is known when they run. */
class TopPaths extends Handlebars.Visitor {
  readonly found = new Set<string>();
  private depth = 0;

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = 'original' in block.path ? block.path.original : '';
    this.acceptArray(block.params);
    const isLoop = name === 'each' || name === 'with';
    this.depth += isLoop ? 1 : 0;
    this.accept(block.program);
    this.depth -= isLoop ? 1 : 0;
    if (block.inverse !== undefined && block.inverse !== null) this.accept(block.inverse);
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (statement.params.length === 0 && statement.path.type === 'PathExpression') this.accept(statement.path);
    this.take(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.take(expression);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    const isOwn = !path.data && path.depth === 0 && path.parts.length > 0 && !BARE_HELPERS.has(path.original);
    if (isOwn && this.depth === 0) this.found.add(path.parts.join('.'));
  }

  /** What `default` guards may be empty: that is what it is for. */
  private take({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const isGuard = 'original' in path && path.original === 'default';
    if (!isGuard) this.acceptArray(params);
    for (const { value } of hash?.pairs ?? []) this.accept(value);
  }
}
