import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { LocalizedContent } from '../shared/hub';
import { languageOf, textOf } from '../shared/language-tag';

/**
 * Reads the `languages` parameter. A language without a body is left out, so that its contacts get the first one; one
 * without a subject takes the first one's. Throws a UserError when nothing is left, the first has no subject, a
 * language is there twice or its tag is none.
 */
export function localizedContents(entries: readonly IDataObject[]): LocalizedContent[] {
  const written = entries
    .map((entry) => {
      const preheader = textOf(entry.preheader);
      const content = { language: languageOf(entry), subject: textOf(entry.subject), body: textOf(entry.body) };
      return { ...content, ...(preheader !== '' && { preheader }) };
    })
    .filter(({ body }) => body !== '');
  const [first] = written;
  if (!first) throw new UserError('The e-mail has no content: add a language with a subject and a body');
  if (first.subject === '') throw new UserError('The e-mail has no subject in its first language');
  const seen = new Set<string>();
  for (const { language } of written) {
    if (seen.has(language)) throw new UserError(`The e-mail has two contents in the language "${language}"`);
    seen.add(language);
  }
  return written.map((content) => ({ ...content, subject: content.subject || first.subject }));
}
