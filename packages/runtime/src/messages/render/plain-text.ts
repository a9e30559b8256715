import { Parser } from 'htmlparser2';

import { isolation } from './isolate';
import type { Direction } from './language';
import { TextLines } from './text-lines';

/** Nothing of what is in them is read. */
const UNREAD = new Set(['head', 'title', 'style', 'script', 'template', 'img', 'svg', 'object', 'noscript']);
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table hr'.split(' '));
const LINES = new Set(
  'div tr li dt dd section article header footer main nav aside address center figure figcaption form caption'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);
const RULE = '-'.repeat(40);

type Attributes = Readonly<Record<string, string>>;

/**
 * The text part of a mail, made from its HTML: links show where they lead, and what stands in `<bdi>` is isolated where the
 * text runs from right to left.
 */
export function plainText(html: string, direction: Direction): string {
  const reader = new HtmlReader(direction);
  const parser = new Parser(reader, { decodeEntities: true });
  parser.write(html);
  parser.end();
  return reader.lines.toString();
}

/** What the parser tells, put into lines. */
class HtmlReader {
  readonly lines = new TextLines();
  /** How many elements are open from the one on that is not read. */
  private unread = 0;
  private preformatted = 0;
  /** The links that are open, with what they say. */
  private readonly links: Array<{ readonly href: string; text: string }> = [];
  /** The lists that are open: the number of the next item, or none. */
  private readonly lists: Array<{ next: number | undefined }> = [];

  constructor(private readonly direction: Direction) {}

  onopentag(name: string, attributes: Attributes): void {
    if (this.unread > 0 || isUnread(name, attributes)) {
      this.unread += 1;
      return;
    }
    this.beginBlock(name);
    if (name === 'a') this.links.push({ href: (attributes.href ?? '').trim().replace(/^mailto:/i, ''), text: '' });
    else if (name === 'br') this.lines.endLine();
    else if (name === 'hr') this.lines.write(RULE);
    else if (name === 'pre') this.preformatted += 1;
    else if (name === 'blockquote') this.lines.openMargin('> ', '> ');
    else if (name === 'ul' || name === 'ol') this.lists.push({ next: name === 'ol' ? 1 : undefined });
    else if (name === 'li') this.openItem();
    else if (this.isIsolated(name)) this.lines.openMark(isolation.prefix);
  }

  ontext(text: string): void {
    if (this.unread > 0) return;
    for (const link of this.links) link.text += text;
    if (this.preformatted > 0) this.lines.writeAsIs(text);
    else this.lines.write(text);
  }

  onclosetag(name: string): void {
    if (this.unread > 0) {
      this.unread -= 1;
      return;
    }
    if (name === 'a') this.closeLink();
    else if (name === 'pre') this.preformatted -= 1;
    else if (name === 'blockquote' || name === 'li') this.lines.closeMargin();
    else if (name === 'ul' || name === 'ol') this.lists.pop();
    else if (this.isIsolated(name)) this.lines.closeMark(isolation.prefix, isolation.suffix);
    this.beginBlock(name);
  }

  private beginBlock(name: string): void {
    if (PARAGRAPHS.has(name)) this.lines.break('paragraph');
    else if (LINES.has(name)) this.lines.break('line');
    else if (CELLS.has(name)) this.lines.space();
  }

  private openItem(): void {
    const list = this.lists.at(-1);
    const sign = list?.next === undefined ? ' * ' : ` ${list.next}. `;
    if (list?.next !== undefined) list.next += 1;
    this.lines.openMargin(sign, ' '.repeat(sign.length));
  }

  /** A link that says nothing, or where it leads, has nothing added to it; neither has one within the mail. */
  private closeLink(): void {
    const link = this.links.pop();
    const text = link?.text.trim() ?? '';
    if (!link || text === '' || text === link.href || link.href === '' || link.href.startsWith('#')) return;
    this.lines.space();
    this.lines.write(`[${link.href}]`);
  }

  private isIsolated(name: string): boolean {
    return name === 'bdi' && this.direction === 'rtl';
  }
}

/** What is hidden in the mail, such as what lists of mails show after the subject, is hidden in its text. */
const isUnread = (name: string, { style = '' }: Attributes): boolean =>
  UNREAD.has(name) || (name === 'div' && style.startsWith('display:none'));
