/** No line is longer, unless one word is. */
const WIDTH = 78;
const BLANKS = /[ \t\r\n\f]+/;
/** Nobody sees a line of nothing but these. */
const UNSEEN = /^(?:[\s\p{Cf}]|\u034f)*$/u;
/** Deeper ones begin no further in. */
const MOST_MARGINS = 10;

/** What stands before the lines of a block: before its first one, then before the others. */
interface Margin {
  next: string;
  readonly rest: string;
}

/** Text as mail programs show it that show no HTML: words in lines, an empty line between paragraphs, margins. */
export class TextLines {
  private readonly lines: string[] = [];
  private readonly margins: Margin[] = [];
  /** Undefined before its first word. */
  private line: string | undefined;
  private isBlankDue = false;
  private isEmptyLineDue = false;
  /** Stands before the next word. */
  private mark = '';

  /** Words; the blanks between them count as one, and those around them, too. */
  write(text: string): void {
    for (const [index, word] of text.split(BLANKS).entries()) {
      if (index > 0) this.space();
      if (word !== '') this.put(word);
    }
  }

  /** Text whose blanks and line breaks count. */
  writeAsIs(text: string): void {
    for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
      if (index > 0) this.endLine();
      if (line !== '') this.append(line);
    }
  }

  /** A blank before the next word, unless that begins a line. */
  space(): void {
    this.isBlankDue = this.line !== undefined;
  }

  /** What comes next begins a line, or a paragraph. */
  break(kind: 'line' | 'paragraph'): void {
    if (this.line !== undefined) {
      if (UNSEEN.test(this.line)) this.line = undefined;
      else this.endLine();
    }
    if (kind === 'paragraph') this.isEmptyLineDue = true;
  }

  /** The line ends here, also where nothing is in it. */
  endLine(): void {
    this.lines.push(this.line ?? '');
    this.line = undefined;
    this.isBlankDue = false;
  }

  /** Lines begin so until `closeMargin`. */
  openMargin(first: string, rest: string): void {
    this.break('line');
    this.margins.push(this.margins.length < MOST_MARGINS ? { next: first, rest } : { next: '', rest: '' });
  }

  closeMargin(): void {
    this.break('line');
    this.margins.pop();
  }

  /** A mark right before the next word. */
  openMark(mark: string): void {
    this.mark += mark;
  }

  /** A mark right after the last word; where none came since the other mark, neither is written. */
  closeMark(opened: string, mark: string): void {
    if (this.mark.endsWith(opened)) this.mark = this.mark.slice(0, -opened.length);
    else if (this.line !== undefined) this.line += mark;
    else if (this.lines.length > 0) this.lines.push(`${this.lines.pop() ?? ''}${mark}`);
  }

  toString(): string {
    return [...this.lines, this.line ?? ''].join('\n').trim();
  }

  private put(word: string): void {
    const blank = this.isBlankDue ? ' ' : '';
    this.isBlankDue = false;
    const length = (this.line?.length ?? 0) + blank.length + this.mark.length + word.length;
    if (blank !== '' && length > WIDTH) this.endLine();
    this.append(word, this.line === undefined ? '' : blank);
  }

  private append(text: string, blank = ''): void {
    this.line = `${this.line ?? this.begin()}${blank}${this.mark}${text}`;
    this.mark = '';
  }

  /** @returns the margin of a new line */
  private begin(): string {
    if (this.isEmptyLineDue && this.lines.length > 0) this.lines.push('');
    this.isEmptyLineDue = false;
    return this.margins
      .map((margin) => {
        const { next } = margin;
        margin.next = margin.rest;
        return next;
      })
      .join('');
  }
}
