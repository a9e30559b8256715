import { compile, type FormatCallback, type HtmlToTextOptions, type SelectorDefinition } from 'html-to-text';

import { isolation } from './isolate';
import type { Direction } from './language';
import { MAX_OUTPUT } from './render-context';

/** A blank between the cells of a row, which the library runs together. */
const cell: FormatCallback = ({ children }, walk, builder) => {
  walk(children, builder);
  builder.addInline(' ');
};

/** A link around a picture alone says nothing: its address before each product is noise. */
const link: FormatCallback = (element, walk, builder, options) => {
  const { children } = element as {
    readonly children: ReadonlyArray<{ readonly type: string; readonly name?: string }>;
  };
  const isPicture = children.length > 0 && children.every(({ name }) => name === 'img');
  if (!isPicture) builder.options.formatters?.anchor?.(element, walk, builder, options);
};

const SELECTORS: SelectorDefinition[] = [
  {
    selector: 'a',
    format: 'link',
    options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['[', ']'] },
  },
  { selector: 'img', format: 'skip' },
  { selector: 'title', format: 'skip' },
  { selector: 'div[style^="display:none"]', format: 'skip' },
  { selector: 'hr', options: { length: 40 } },
  { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

const leftToRight: HtmlToTextOptions = {
  wordwrap: 78,
  limits: { maxInputLength: 2 * MAX_OUTPUT, maxDepth: 500 },
  formatters: { cell, link },
  selectors: SELECTORS,
};

// Compiled once: reading the options takes longer than most mails.
const converters = {
  ltr: compile(leftToRight),
  rtl: compile({
    ...leftToRight,
    selectors: [...SELECTORS, { selector: 'bdi', format: 'inlineSurround', options: isolation }],
  }),
};

/** The text part of a mail, made from its HTML. What stands in `<bdi>` is isolated where the text runs from right to left. */
export function plainText(html: string, direction: Direction): string {
  return converters[direction](html).trim();
}
