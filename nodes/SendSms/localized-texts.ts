import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { LocalizedText } from '../shared/hub';
import { languageOf, textOf } from '../shared/language-tag';

/**
 * Reads the `languages` parameter. A language without a text is left out, so that its contacts get the first one. Throws
 * a UserError when nothing is left, a language is there twice or its tag is none.
 */
export function localizedTexts(entries: readonly IDataObject[]): LocalizedText[] {
  const written = entries
    .map((entry) => ({ language: languageOf(entry), text: textOf(entry.text) }))
    .filter(({ text }) => text !== '');
  if (written.length === 0) throw new UserError('The text message has no content: add a language with a text');
  const seen = new Set<string>();
  for (const { language } of written) {
    if (seen.has(language)) throw new UserError(`The text message has two contents in the language "${language}"`);
    seen.add(language);
  }
  return written;
}
