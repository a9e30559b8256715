import { BoundedCache } from './bounded-cache';

const RIGHT_TO_LEFT_SCRIPTS = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Mand', 'Samr', 'Rohg']);

export type Direction = 'ltr' | 'rtl';

/**
 * The canonical form of a language tag: `he_IL`, `iw-IL` and `HE-il` are `he-IL`. Shops write underscores, old systems
 * the codes that were given up (iw, in, ji).
 * @returns undefined where the text is no language tag
 */
export function canonicalLanguage(tag: string | null | undefined): string | undefined {
  return tag ? canonicalTags.get(tag, () => canonical(tag)) : undefined;
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** `he` of `he-IL`. */
export const baseLanguage = (tag: string): string => tag.split('-')[0] ?? tag;

/** The direction that a language is written in, by the script it is usually written in. */
export function directionOf(tag: string): Direction {
  return directions.get(tag, () =>
    RIGHT_TO_LEFT_SCRIPTS.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr',
  );
}

/** Asking Intl takes as long as rendering a short mail. */
const directions = new BoundedCache<Direction>(500);
const canonicalTags = new BoundedCache<string | undefined>(500);
