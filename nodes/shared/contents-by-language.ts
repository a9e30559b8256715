import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { languageOf, textOf } from './language-tag';

/**
 * Reads the `languages` parameter: the texts of each language by their names, without those that are empty. A language
 * that lacks all of `required` is left out, so that its contacts get the first one. Throws a UserError when nothing is
 * left, a language is there twice or its tag is none.
 */
export function contentsByLanguage<Place extends string>(
  context: IExecuteFunctions,
  itemIndex: number,
  { places, required, what }: { places: readonly Place[]; required: readonly Place[]; what: string },
): Array<{ language: string } & Partial<Record<Place, string>>> {
  // Raw: "{{ }}" and a leading "=" are the template's here, never n8n's.
  const entries = context.getNodeParameter('languages.values', itemIndex, [], { rawExpressions: true });
  const contents = (Array.isArray(entries) ? (entries as IDataObject[]) : [])
    .map((entry) => ({ language: languageOf(entry), ...textsOf(entry, places) }))
    .filter((content) => required.some((place) => content[place] !== undefined));
  if (contents.length === 0)
    throw new UserError(`The ${what} has no content: add a language with a ${required.join(' or ')}`);
  const languages = contents.map(({ language }) => language);
  const twice = languages.find((language, index) => languages.indexOf(language) < index);
  if (twice !== undefined) throw new UserError(`The ${what} has two contents in the language "${twice}"`);
  return contents;
}

function textsOf<Place extends string>(entry: object, places: readonly Place[]): Partial<Record<Place, string>> {
  const values = entry as Partial<Record<Place, unknown>>;
  const texts = places.map((place) => [place, textOf(values[place])] as const).filter(([, text]) => text !== '');
  return Object.fromEntries(texts) as Partial<Record<Place, string>>;
}
