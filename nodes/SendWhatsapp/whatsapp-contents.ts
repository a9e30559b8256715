import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { WhatsappContent, WhatsappTemplateContent } from '../shared/hub';
import { languageOf, textOf } from '../shared/language-tag';

const HEADERS = ['text', 'image', 'video', 'document'] as const;

/**
 * Reads the `languages` parameter. A language with neither a text nor a template is left out, so that its contacts get the
 * first one. Throws a UserError when nothing is left, a language is there twice or its tag is none.
 */
export function whatsappContents(entries: readonly IDataObject[]): WhatsappContent[] {
  const contents = entries.map(contentOf).filter(({ text, template }) => text !== undefined || template !== undefined);
  if (contents.length === 0) throw new UserError('The WhatsApp message has no content: add a language with a template');
  const seen = new Set<string>();
  for (const { language } of contents) {
    if (seen.has(language)) throw new UserError(`The WhatsApp message has two contents in the language "${language}"`);
    seen.add(language);
  }
  return contents;
}

function contentOf(entry: IDataObject): WhatsappContent {
  const language = languageOf(entry);
  const text = textOf(entry.text);
  const template = templateOf(entry, language);
  return { language, ...(text !== '' && { text }), ...(template && { template }) };
}

function templateOf(entry: IDataObject, language: string): WhatsappTemplateContent | undefined {
  const name = textOf(entry.templateName);
  if (name === '') return undefined;
  const kind = HEADERS.find((header) => header === entry.headerKind);
  const [value, filename] = [textOf(entry.headerValue), textOf(entry.headerFilename)];
  const buttons = rowsOf(entry.buttons).map((row, place) => ({
    index: typeof row.index === 'number' ? row.index : place,
    suffix: textOf(row.suffix),
    ...nameOf(row),
  }));
  return {
    name,
    // Meta knows en and en_US as two: what the operator writes goes as it is.
    language: textOf(entry.templateLanguage) || language.replace('-', '_'),
    body: rowsOf(entry.body).map((row) => ({ ...nameOf(row), text: textOf(row.text) })),
    ...(kind && { header: { kind, value, ...(filename !== '' && { filename }) } }),
    ...(buttons.length > 0 && { buttons }),
  };
}

/** The rows of a fixed collection. */
function rowsOf(value: unknown): IDataObject[] {
  const rows = (value as IDataObject | undefined)?.values;
  return Array.isArray(rows) ? (rows as IDataObject[]) : [];
}

function nameOf({ name }: IDataObject): { name?: string } {
  const text = textOf(name);
  return text === '' ? {} : { name: text };
}
