import { compileTemplate } from './compile-template';
import type { Direction } from './language';
import { RenderContext } from './render-context';
import { asTemplateError } from './template-error';

interface Place {
  readonly part: 'subject' | 'body';
  /** `html` escapes values, `text` does not. */
  readonly mode: 'html' | 'text';
  readonly language: string;
  readonly formatLocale: string;
  readonly direction: Direction;
  readonly timeZone: string;
}

/** Renders one template of a message. @throws TEMPLATE_INVALID naming the part, TEMPLATE_TOO_LARGE */
export function renderTemplate(source: string, data: object, place: Place): string {
  const { part, mode, language, formatLocale, direction, timeZone } = place;
  try {
    const template = compileTemplate(source, mode);
    return template.run(data, new RenderContext(mode, language, formatLocale, direction, timeZone, template.parts));
  } catch (error) {
    throw asTemplateError(error, { part, language });
  }
}
