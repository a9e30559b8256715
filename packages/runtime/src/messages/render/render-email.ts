import { labelSubject } from '../brand';
import type { LocalizedContent } from '../email-request';
import { brandIn } from './brand-in';
import { chooseContent, type ChosenContent } from './choose-content';
import { compileTemplate, type CompiledTemplate } from './compile-template';
import { htmlDocument, isWholeDocument } from './html-document';
import { directionOf, type Direction } from './language';
import { footer, framedDocument, preheaderOf, type MailFrame } from './layout';
import { narratorIn } from './narrator-in';
import { plainText } from './plain-text';
import { RenderContext } from './render-context';
import { isMjml } from '../mjml';
import { asTemplateError } from './template-error';
import { usableTimeZone } from './usable-time-zone';

export interface RenderRequest {
  readonly contents: readonly LocalizedContent[];
  /** Of the contact, as a BCP 47 tag. */
  readonly locale?: string | null;
  /** What counts as the contact's locale where it has none. */
  readonly fallbackLocale?: string | null;
  /** IANA zone that the `date` helper writes in; UTC where it is left out or unknown. */
  readonly timeZone?: string | null;
  /** What the templates name beside and before what was read: plain JSON (`plainData`). */
  readonly data: object;
  /** What stands around the body; nothing where left out. */
  readonly frame?: MailFrame;
  /** Of the contact: ISO 3166-1. */
  readonly country?: string | null;
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
  const job = prepare(request);
  const { language } = job.content;
  const direction = directionOf(language);
  const subject = subjectOf(job, request);
  const html = documentOf(job, { subject, direction, frame: request.frame });
  return { language, direction, subject, html, text: plainText(html, direction) };
}

/**
 * Renders a mail's subject, and reads the template of its body without rendering it: what is wrong with it is known.
 * @throws TEMPLATE_INVALID with line and reason, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING
 */
export function renderSubject(request: RenderRequest): Pick<RenderedEmail, 'language' | 'subject'> {
  const job = prepare(request);
  const { language } = job.content;
  const subject = subjectOf(job, request);
  compilePart('body', job.content);
  compilePart('preheader', job.content);
  return { language, subject };
}

/** Reads templates without rendering them. @throws TEMPLATE_INVALID with line and reason, TEMPLATE_TOO_LARGE */
export function checkContents(contents: readonly LocalizedContent[]): void {
  for (const one of contents) {
    const content = { ...one, formatLocale: one.language };
    for (const part of ['subject', 'preheader', 'body'] as const) compilePart(part, content);
  }
}

function subjectOf(job: RenderJob, { frame, country }: RenderRequest): string {
  const subject = singleLine(renderPart('subject', job));
  const { language } = job.content;
  return frame ? labelSubject(subject, { purpose: frame.purpose, country, language }, frame.brand) : subject;
}

interface Surroundings {
  readonly subject: string;
  readonly direction: Direction;
  readonly frame: MailFrame | undefined;
}

function documentOf(job: RenderJob, { subject, direction, frame }: Surroundings): string {
  const preheader = singleLine(renderPart('preheader', job));
  const body = renderPart('body', { ...job, data: { ...job.data, preheader } });
  if (isWholeDocument(body)) return body;
  if (frame?.layout === 'default' && frame.brand.layoutHtml !== undefined) {
    const data = { ...job.data, preheader, body, title: subject, footer: footer(frame, job.content.language) };
    return renderPart('layout', { ...job, content: { ...job.content, layout: frame.brand.layoutHtml }, data });
  }
  const parts = { body, preheader: preheaderOf(preheader), title: subject, language: job.content.language, direction };
  return frame && frame.layout !== 'none' ? framedDocument(parts, frame) : htmlDocument(parts);
}

interface RenderJob {
  readonly content: ChosenContent & { readonly layout?: string };
  readonly data: object;
  readonly timeZone: string;
  readonly colors: MailFrame['brand']['colors'] | undefined;
}

function prepare(request: RenderRequest): RenderJob {
  const { behind, before } = request.read ?? {};
  const content = chooseContent(request.contents, request.locale || request.fallbackLocale || undefined);
  const narrator = narratorIn(request.frame?.brand.narrator, content.language);
  return {
    content,
    data: { ...behind, ...narrator, ...brandIn(request.frame?.brand, content.language), ...request.data, ...before },
    timeZone: usableTimeZone(request.timeZone),
    colors: request.frame?.brand.colors,
  };
}

type Part = 'subject' | 'body' | 'preheader' | 'layout';

const modeOf = (part: Part) => (part === 'body' || part === 'layout' ? 'html' : 'text');

function renderPart(part: Part, { content, data, timeZone, colors }: RenderJob): string {
  const { language, formatLocale } = content;
  const template = compilePart(part, content);
  const writing = [modeOf(part), language, formatLocale, directionOf(language), timeZone] as const;
  try {
    return template.run(data, new RenderContext(...writing, template.parts, colors));
  } catch (error) {
    throw asTemplateError(error, { part, language });
  }
}

function compilePart(part: Part, content: RenderJob['content']): CompiledTemplate {
  try {
    if (part === 'body' && isMjml(content.body)) throw new Error('MJML belongs in a message template. Make one of it.');
    return compileTemplate(content[part] ?? '', modeOf(part));
  } catch (error) {
    throw asTemplateError(error, { part, language: content.language });
  }
}

/** A line break in a subject would let a value add headers to the mail. */
const singleLine = (subject: string): string => subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
