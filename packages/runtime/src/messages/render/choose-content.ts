import { CodedUserError } from '../../shared';
import type { LocalizedContent } from '../email-request';
import { baseLanguage, canonicalLanguage } from './language';

/** The tag that comes closest to a language: the exact one, its base language, another kind of it; else the first. */
export function chooseLanguage(tags: readonly string[], language: string): string | undefined {
  const wanted = canonicalLanguage(language) ?? language;
  const known = tags.map((tag) => ({ tag, language: canonicalLanguage(tag) ?? tag }));
  return bestMatch(known, wanted)?.tag ?? tags[0];
}

/** The text that comes closest to a language, of texts by language tag; undefined where there is none. */
export function textIn(texts: Readonly<Record<string, string>>, language: string): string | undefined {
  const tag = chooseLanguage(Object.keys(texts), language);
  return tag === undefined ? undefined : texts[tag];
}

export interface ChosenContent extends LocalizedContent {
  /** Canonical tag of the content; `en` where it has none that can be read. */
  readonly language: string;
  /** What dates and amounts are written in: the contact's own locale where it is a kind of the content's language. */
  readonly formatLocale: string;
}

/**
 * Chooses by the contact's locale: the exact tag, then its base language, then any content of the same base
 * language, then the first content.
 * @throws LANGUAGE_MISSING when there is no content at all
 */
export function chooseContent(contents: readonly LocalizedContent[], locale: string | undefined): ChosenContent {
  const wanted = canonicalLanguage(locale);
  const known = contents.map((content) => ({ ...content, language: canonicalLanguage(content.language) ?? 'en' }));
  const chosen = (wanted === undefined ? undefined : bestMatch(known, wanted)) ?? known[0];
  if (!chosen) {
    throw new CodedUserError(
      'LANGUAGE_MISSING',
      'The message has no content. Add a subject and a body in one language.',
    );
  }
  const isSameLanguage = wanted !== undefined && baseLanguage(wanted) === baseLanguage(chosen.language);
  return { ...chosen, formatLocale: isSameLanguage ? wanted : chosen.language };
}

function bestMatch<Content extends { language: string }>(contents: Content[], wanted: string): Content | undefined {
  const base = baseLanguage(wanted);
  return (
    contents.find(({ language }) => language === wanted) ??
    contents.find(({ language }) => language === base) ??
    contents.find(({ language }) => baseLanguage(language) === base)
  );
}
