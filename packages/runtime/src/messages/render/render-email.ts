import type { LocalizedContent } from '../email-request';
import { chooseContent } from './choose-content';
import { htmlDocument } from './html-document';
import { directionOf, type Direction } from './language';
import { plainText } from './plain-text';
import { plainData } from './plain-data';
import { renderTemplate } from './render-template';
import { usableTimeZone } from './usable-time-zone';

export interface RenderRequest {
  readonly contents: readonly LocalizedContent[];
  /** Of the contact, as a BCP 47 tag. */
  readonly locale?: string | null;
  /** What counts as the contact's locale where it has none. */
  readonly fallbackLocale?: string | null;
  /** IANA zone that the `date` helper writes in; UTC where it is left out or unknown. */
  readonly timeZone?: string | null;
  /** What the templates name beside and before what was read. Only plain JSON comes through. */
  readonly data: object;
  /** What was read from the store for this mail, plain already: what stands behind `data`, and what stands before it. */
  readonly read?: { readonly behind?: object; readonly before?: object };
}

export interface RenderedEmail {
  readonly language: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Renders a mail in the contact's language: subject and HTML with Handlebars, the text part from the HTML. Missing
 * values are empty.
 * @throws TEMPLATE_INVALID with line and reason, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING
 */
export function renderEmail(request: RenderRequest): RenderedEmail {
  const content = chooseContent(request.contents, request.locale || request.fallbackLocale || undefined);
  const { language } = content;
  const direction = directionOf(language);
  const { behind, before } = request.read ?? {};
  const data = { ...behind, ...plainData(request.data), ...before };
  const timeZone = usableTimeZone(request.timeZone);

  const { formatLocale } = content;
  const place = { language, formatLocale, direction, timeZone };
  const subject = singleLine(renderTemplate(content.subject, data, { ...place, part: 'subject', mode: 'text' }));
  const body = renderTemplate(content.body, data, { ...place, part: 'body', mode: 'html' });
  const html = htmlDocument({ body, title: subject, language, direction });
  return { language, direction, subject, html, text: plainText(html, direction) };
}

/** A line break in a subject would let a value add headers to the mail. */
const singleLine = (subject: string): string => subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
