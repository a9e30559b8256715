import type { IncomingHttpHeaders } from 'node:http';

import type { PageLanguage } from '../messages';

const LANGUAGES: readonly PageLanguage[] = ['en', 'he', 'ar'];

/** The languages that a page exists in, and the one for those who read none of them. */
export interface PageLanguages {
  readonly languages: readonly PageLanguage[];
  readonly otherwise: PageLanguage;
}

const EVERY_LANGUAGE: PageLanguages = { languages: LANGUAGES, otherwise: 'en' };

/** The language that a page is shown in: the one that was asked for, else the browser's favourite that we have. */
export function pageLanguage(
  asked: string | undefined,
  headers: IncomingHttpHeaders,
  { languages, otherwise }: PageLanguages = EVERY_LANGUAGE,
): PageLanguage {
  const known = (tag: string | undefined): PageLanguage | undefined => {
    const [language] = (tag ?? '').toLowerCase().split('-');
    return languages.find((each) => each === (language === 'iw' ? 'he' : language)); // iw: an old name of Hebrew
  };
  return (
    known(asked) ??
    favourites(headers['accept-language'] ?? '')
      .map(known)
      .find(Boolean) ??
    otherwise
  );
}

/** `he-IL,he;q=0.9,en;q=0.8` by falling weight. */
function favourites(header: string): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { tag, weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
