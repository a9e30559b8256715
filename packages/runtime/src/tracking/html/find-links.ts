import { QuoteType, Tokenizer } from 'htmlparser2';

/** A stretch of the HTML: from the first character to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a tag of HTML leads, and where that is written. */
export interface FoundLink {
  /** As a mail program reads it: with its entities decoded. */
  readonly url: string;
  /** The value with its quotes, if it has any. */
  readonly value: Span;
}

/** What there is to change in HTML. */
export interface FoundInHtml {
  readonly links: readonly FoundLink[];
  /** The attributes that say that their link is not to be tracked. */
  readonly marks: readonly Span[];
  /** Before what ends the body, or the end of all. */
  readonly end: number;
}

const NO_TRACK = 'data-no-track';
const LINKING = new Set(['a', 'area']);

interface Attribute {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: string;
  readonly quote: QuoteType;
  /** From where on the value stands, without its quote. */
  readonly valueFrom: number;
}

/**
 * Finds the links of HTML as a browser's tokenizer would, hostile HTML included: what stands in comments, scripts and
 * texts is no link, of two `href` the first counts, entities are decoded. Links that are marked with `data-no-track` are
 * left out.
 */
export function findLinks(html: string): FoundInHtml {
  const links: FoundLink[] = [];
  const marks: Span[] = [];
  let end = html.length;
  let attributes: Attribute[] | undefined;
  let name = { from: 0, to: 0 };
  let value = '';
  let valueFrom: number | undefined;

  const endTag = (): void => {
    const found = attributes ?? [];
    attributes = undefined;
    const mark = found.filter((attribute) => attribute.name === NO_TRACK);
    for (const { from, to } of mark) marks.push({ from: startOfBlank(html, from), to });
    const href = found.find((attribute) => attribute.name === 'href');
    if (mark.length > 0 || !href || href.quote === QuoteType.NoValue) return;
    const quotes = href.quote === QuoteType.Unquoted ? 0 : 1;
    links.push({ url: href.value, value: { from: href.valueFrom - quotes, to: href.to } });
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (from, to) => {
        attributes = LINKING.has(html.slice(from, to).toLowerCase()) ? [] : undefined;
      },
      onattribname: (from, to) => {
        name = { from, to };
        value = '';
        valueFrom = undefined;
      },
      onattribdata: (from, to) => {
        valueFrom ??= from;
        value += html.slice(from, to);
      },
      onattribentity: (codepoint) => {
        valueFrom ??= startOfValue(html, name.to);
        value += String.fromCodePoint(codepoint);
      },
      onattribend: (quote, at) => {
        attributes?.push({
          ...{ name: html.slice(name.from, name.to).toLowerCase(), value, quote },
          ...{ from: name.from, to: quote === QuoteType.NoValue ? name.to : at },
          valueFrom: valueFrom ?? startOfValue(html, name.to),
        });
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onclosetag: (from, to) => {
        if (/^(body|html)$/i.test(html.slice(from, to)) && end === html.length) end = html.lastIndexOf('<', from);
      },
      ...{ oncdata: ignore, oncomment: ignore, ondeclaration: ignore, onend: ignore },
      ...{ onprocessinginstruction: ignore, ontext: ignore, ontextentity: ignore },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return { links, marks, end };
}

const ignore = (): void => undefined;

/** After the equals sign, the blanks around it, and a quote. */
function startOfValue(html: string, from: number): number {
  let at = from;
  while (/[\s=]/.test(html.charAt(at))) at += 1;
  return /["']/.test(html.charAt(at)) ? at + 1 : at;
}

function startOfBlank(html: string, from: number): number {
  let at = from;
  while (/\s/.test(html.charAt(at - 1))) at -= 1;
  return at;
}
