const LABELS = {
  en: { close: 'Close', message: 'Message from the shop' },
  he: { close: 'סגירה', message: 'הודעה מהחנות' },
  ar: { close: 'إغلاق', message: 'رسالة من المتجر' },
} as const;

export type Language = keyof typeof LABELS;

/** The language of ours that comes closest to a tag; English where none does. */
export function languageOf(tag: string): Language {
  const base = tag.toLowerCase().split('-')[0];
  return base === 'he' || base === 'iw' ? 'he' : base === 'ar' ? 'ar' : 'en';
}

/** What windows say themselves, mostly to those who do not see them. */
export const labelsIn = (tag: string): { readonly close: string; readonly message: string } => LABELS[languageOf(tag)];
