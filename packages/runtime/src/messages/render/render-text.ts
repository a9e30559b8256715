import { chooseContent } from './choose-content';
import { directionOf } from './language';
import { narratorIn } from './narrator-in';
import { renderTemplate } from './render-template';
import type { RenderRequest } from './render-email';
import { usableTimeZone } from './usable-time-zone';

export interface TextRequest extends Omit<RenderRequest, 'contents'> {
  readonly contents: ReadonlyArray<{ readonly language: string; readonly text: string }>;
  /** Of the brand, by language tag. */
  readonly narrators?: Readonly<Record<string, string>>;
}

/**
 * Renders a text message in the contact's language. Nothing is escaped; missing values are empty.
 * @throws TEMPLATE_INVALID with line and reason, TEMPLATE_TOO_LARGE, LANGUAGE_MISSING
 */
export function renderText(request: TextRequest): { language: string; text: string } {
  const contents = request.contents.map(({ language, text }) => ({ language, subject: '', body: text }));
  const content = chooseContent(contents, request.locale || request.fallbackLocale || undefined);
  const { behind, before } = request.read ?? {};
  const { language, formatLocale } = content;
  const data = { ...behind, ...narratorIn(request.narrators, language), ...request.data, ...before };
  const place = { part: 'body', mode: 'text', direction: directionOf(language) } as const;
  const text = renderTemplate(content.body, data, {
    ...place,
    ...{ language, formatLocale },
    timeZone: usableTimeZone(request.timeZone),
  });
  return { language, text: text.replace(/\r\n?/g, '\n').trim() };
}
