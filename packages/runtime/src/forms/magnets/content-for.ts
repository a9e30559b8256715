import type { Queries } from '../../db';
import type { Form } from '../form';
import { contentsOf, type MagnetContent } from './magnet-contents';

/** A magnet in the language of whoever gets it, else in the form's, in English, in any. Undefined where it is empty. */
export async function contentFor(
  queries: Queries,
  magnet: string,
  { form, language }: { readonly form: Form; readonly language: string },
): Promise<MagnetContent | undefined> {
  const contents = await contentsOf(queries, magnet);
  const wanted = [language, form.language, 'en'].map((each) => contents.find((content) => content.language === each));
  return wanted.find(Boolean) ?? contents[0];
}
