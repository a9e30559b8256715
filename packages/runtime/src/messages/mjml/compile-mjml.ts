import { messageOf } from '../../shared';
import { mjmlToHtml } from './mjml-to-html';
import { withDefaults } from './with-defaults';

/** Characters of MJML: far more than a mail of 102 kB, the most that Gmail shows, is written with. */
const MAX_LENGTH = 200_000;

/** Whether a text is MJML rather than HTML. */
export const isMjml = (text: string): boolean => /^\s*<mjml[\s>]/i.test(text);

export interface CompiledMjml {
  /** A whole HTML document, with the Handlebars of the source in it. */
  readonly html: string;
  /** What is wrong with the source, each with its line; empty where nothing is. */
  readonly problems: readonly string[];
}

/**
 * Makes HTML of MJML, once, when a template or a layout is stored. Handlebars stays as it is, also in attributes. Files
 * are not included and no fonts are loaded from elsewhere: a template is its text alone.
 * https://documentation.mjml.io
 */
export async function compileMjml(source: string): Promise<CompiledMjml> {
  if (source.length > MAX_LENGTH) return { html: '', problems: [`MJML may have ${MAX_LENGTH} characters`] };
  try {
    const { html, errors } = await mjmlToHtml(withDefaults(source));
    const problems = errors
      .filter(({ message }) => !isAboutHandlebars(message))
      .map(({ line, tagName, message }) => `line ${line}, ${tagName}: ${message.trim()}`);
    return { html: withoutIndentation(withSides(html)), problems };
  } catch (error) {
    return { html: '', problems: [messageOf(error)] };
  }
}

/** An attribute whose value is known only when the mail is written: `background-color="{{brand.colors.primary}}"`. */
const isAboutHandlebars = (message: string): boolean => /has invalid value: .*\{\{/.test(message);

/** MJML aligns each column to the left, whatever its direction is. */
const withSides = (html: string): string =>
  html.replaceAll('text-align:left;direction:{{dir}}', 'text-align:{{start}};direction:{{dir}}');

/** What indents MJML's output is a fifth of it, and Gmail clips what is over 102 kB. */
const withoutIndentation = (html: string): string => html.replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n');
