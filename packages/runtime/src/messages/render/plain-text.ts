import { convert, type HtmlToTextOptions, type SelectorDefinition } from 'html-to-text';

import { isolation } from './isolate';
import type { Direction } from './language';
import { MAX_OUTPUT } from './render-context';

const SELECTORS: SelectorDefinition[] = [
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
  { selector: 'img', format: 'skip' },
  { selector: 'title', format: 'skip' },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
];

/** The text part of a mail, made from its HTML. What stands in `<bdi>` is isolated where the text runs from right to left. */
export function plainText(html: string, direction: Direction): string {
  return convert(html, direction === 'rtl' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).trim();
}

const LEFT_TO_RIGHT: HtmlToTextOptions = {
  wordwrap: 78,
  limits: { maxInputLength: 2 * MAX_OUTPUT, maxDepth: 500 },
  selectors: SELECTORS,
};

const RIGHT_TO_LEFT: HtmlToTextOptions = {
  ...LEFT_TO_RIGHT,
  selectors: [...SELECTORS, { selector: 'bdi', format: 'inlineSurround', options: isolation }],
};
