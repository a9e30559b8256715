import { compileTemplate } from './compile-template';
import { asTemplateError, type TemplatePlace } from './template-error';

/** Reads a template of HTML without rendering it. @throws TEMPLATE_INVALID with line and reason, TEMPLATE_TOO_LARGE */
export function checkTemplate(source: string, place: TemplatePlace): void {
  try {
    compileTemplate(source, 'html');
  } catch (error) {
    throw asTemplateError(error, place);
  }
}
