/** Where translation plugins of WooCommerce keep the language that a customer ordered in. */
const LANGUAGE_KEYS = [
  'wpml_language',
  '_wpml_language',
  'pll_language',
  '_pll_language',
  'trp_language',
  '_trp_language',
  'weglot_language',
  '_locale',
  'locale',
  'order_language',
  '_order_language',
  'lang',
  '_lang',
  'language',
];

const HEBREW = new Set(['IL']);
const ARABIC = new Set('AE SA EG JO KW QA BH OM IQ LB SY LY TN DZ MA YE SD PS'.split(' '));

/**
 * The language of a contact: what they ordered in, else the shop's own, else the one of their country.
 * @returns a BCP 47 tag, or null where nothing is known: then the workspace's language decides when a message is made
 */
export function localeOf(facts: {
  meta?: Readonly<Record<string, unknown>>;
  shopLocale?: string | null;
  country?: string | null;
}): string | null {
  return explicitLanguageOf(facts.meta) ?? canonicalLocale(facts.shopLocale) ?? localeOfCountry(facts.country);
}

/** The language that an order's own fields name, which is the customer's choice rather than our guess. */
export function explicitLanguageOf(meta: Readonly<Record<string, unknown>> = {}): string | null {
  for (const key of LANGUAGE_KEYS) {
    const locale = canonicalLocale(meta[key]);
    if (locale) return locale;
  }
  return null;
}

/** `he_IL` as WordPress writes it becomes `he-IL`; null for what is not a language. */
export function canonicalLocale(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  try {
    const { language, script, region } = new Intl.Locale(value.trim().replaceAll('_', '-'));
    return [language, script, region].filter(Boolean).join('-');
  } catch (error) {
    if (error instanceof RangeError) return null; // not a language tag: custom fields hold anything
    throw error;
  }
}

function localeOfCountry(country: string | null | undefined): string | null {
  const code = country?.toUpperCase() ?? '';
  if (HEBREW.has(code)) return 'he';
  return ARABIC.has(code) ? 'ar' : null;
}
