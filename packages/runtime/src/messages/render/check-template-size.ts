import { templateTooLarge } from './template-error';

const MAX_BYTES = 512 * 1024;
/** Limits far above what a mail needs. Beyond them Handlebars takes seconds and minutes to read a template. */
const MAX_EXPRESSIONS = 2_000;
const MAX_EXPRESSION_LENGTH = 1_000;
const MAX_EXPRESSIONS_LENGTH = 50_000;
const MAX_NESTING = 100;
const MAX_PARENTHESES = 50;

/**
 * Refuses templates that would take too long to read, by one pass over the text before the parser sees it.
 * @throws TEMPLATE_TOO_LARGE
 */
export function checkTemplateSize(source: string): void {
  if (Buffer.byteLength(source) > MAX_BYTES) throw templateTooLarge('It may have 512 kB.');
  const nesting = new Nesting();
  let count = 0;
  let length = 0;
  for (const expression of expressionsOf(source)) {
    count += 1;
    length += expression.length;
    if (count > MAX_EXPRESSIONS || length > MAX_EXPRESSIONS_LENGTH) {
      throw templateTooLarge(
        `It may have ${MAX_EXPRESSIONS} expressions {{…}} of ${MAX_EXPRESSIONS_LENGTH} characters in all.`,
      );
    }
    if (expression.length > MAX_EXPRESSION_LENGTH) {
      throw templateTooLarge(`An expression {{…}} may have ${MAX_EXPRESSION_LENGTH} characters. Is a }} missing?`);
    }
    const parentheses = expression.split('(').length - 1;
    if (nesting.add(expression) > MAX_NESTING || parentheses > MAX_PARENTHESES) {
      throw templateTooLarge(`Blocks may be nested ${MAX_NESTING} deep, parentheses ${MAX_PARENTHESES} deep.`);
    }
  }
}

/** What stands between each `{{` and the next `}}`; comments are left out. */
function* expressionsOf(source: string): Generator<string> {
  let open = source.indexOf('{{');
  while (open >= 0) {
    const isComment = /^\{\{~?!--/.test(source.slice(open, open + 6));
    const close = source.indexOf(isComment ? '--' : '}}', open + (isComment ? 6 : 2));
    const end = close < 0 ? source.length : close;
    if (!isComment) yield source.slice(open + 2, end);
    open = source.indexOf('{{', end + 2);
  }
}

/** How deep the blocks are nested that are open at a point. Each `else if` of a block nests once more. */
class Nesting {
  private readonly blocks: number[] = [];
  private depth = 0;

  add(expression: string): number {
    const text = expression.replace(/^[{~\s]+/, '');
    if (/^#|^\^\s*[^\s~}]/.test(text)) this.open();
    else if (/^else\s+[^\s~}]/.test(text)) this.extend();
    else if (text.startsWith('/')) this.depth -= this.blocks.pop() ?? 0;
    return this.depth;
  }

  private open(): void {
    this.blocks.push(1);
    this.depth += 1;
  }

  private extend(): void {
    const last = this.blocks.length - 1;
    if (last < 0) return;
    this.blocks[last] = (this.blocks[last] ?? 0) + 1;
    this.depth += 1;
  }
}
