/** The languages of the editor, each under its own name. */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'he', name: 'עברית', direction: 'rtl' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

export function isLanguage(code: string): code is Language {
  return LANGUAGES.some((language) => language.code === code);
}

export function directionOf(code: Language): 'ltr' | 'rtl' {
  return LANGUAGES.find((language) => language.code === code)?.direction ?? 'ltr';
}

/** The first language of a reader's preferences (BCP 47 tags) that the editor has. Browsers may still say `iw` for Hebrew. */
export function pickLanguage(preferences: readonly string[]): Language {
  const codes = preferences.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '');
  return codes.map((code) => (code === 'iw' ? 'he' : code)).find(isLanguage) ?? 'en';
}
