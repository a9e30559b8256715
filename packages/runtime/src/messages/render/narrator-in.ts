import { textIn } from './choose-content';

/**
 * Who tells a message in a language, as templates name it: `{{narrator}}`. Nothing where the brand names nobody, so that
 * `{{default narrator "Noa"}}` has somebody all the same.
 */
export function narratorIn(
  narrators: Readonly<Record<string, string>> | undefined,
  language: string,
): { readonly narrator?: string } {
  const narrator = narrators && textIn(narrators, language);
  return narrator === undefined ? {} : { narrator };
}
