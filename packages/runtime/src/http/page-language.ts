import type { IncomingHttpHeaders } from 'node:http';

import type { PageLanguage } from '../messages';

const LANGUAGES: readonly PageLanguage[] = ['en', 'he', 'ar'];

/** The language that a page is shown in: the one that was asked for, else the browser's favourite that we have. */
export function pageLanguage(asked: string | undefined, headers: IncomingHttpHeaders): PageLanguage {
  return (
    known(asked) ??
    favourites(headers['accept-language'] ?? '')
      .map(known)
      .find(Boolean) ??
    'en'
  );
}

function known(tag: string | undefined): PageLanguage | undefined {
  const [language] = (tag ?? '').toLowerCase().split('-');
  return LANGUAGES.find((each) => each === (language === 'iw' ? 'he' : language)); // iw: an old name of Hebrew
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
