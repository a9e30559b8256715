import { compile, type HtmlToTextOptions, type SelectorDefinition } from 'html-to-text';

import { isolation } from './isolate';
import type { Direction } from './language';
import { MAX_OUTPUT } from './render-context';

const SELECTORS: SelectorDefinition[] = [
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
  { selector: 'img', format: 'skip' },
  { selector: 'title', format: 'skip' },
  { selector: 'div[style^="display:none"]', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

const leftToRight: HtmlToTextOptions = {
  wordwrap: 78,
  limits: { maxInputLength: 2 * MAX_OUTPUT, maxDepth: 500 },
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
