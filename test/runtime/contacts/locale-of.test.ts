import { explicitLanguageOf, localeOf } from '../../../packages/runtime/src/contacts';

test('what a customer ordered in counts most, then the shop, then the country', () => {
  expect(localeOf({ meta: { wpml_language: 'ar' }, shopLocale: 'he', country: 'IL' })).toBe('ar');
  expect(localeOf({ meta: {}, shopLocale: 'en_GB', country: 'IL' })).toBe('en-GB');
  expect(localeOf({ shopLocale: null, country: 'il' })).toBe('he');
});

test.each('AE SA EG JO KW QA BH OM IQ LB SY LY TN DZ MA YE SD PS'.split(' '))(
  'a contact in %s reads Arabic',
  (country) => {
    expect(localeOf({ country })).toBe('ar');
  },
);

test('of a contact elsewhere nothing is assumed', () => {
  expect(localeOf({ country: 'AT' })).toBeNull();
  expect(localeOf({ country: null, shopLocale: '', meta: {} })).toBeNull();
});

test.each([
  ['wpml_language', 'he', 'he'],
  ['_wpml_language', 'pt-br', 'pt-BR'],
  ['pll_language', 'AR', 'ar'],
  ['_locale', 'he_IL', 'he-IL'],
  ['lang', 'iw', 'he'],
  ['trp_language', 'de_DE_formal', 'de-DE'],
])('%s = %s is %s', (key, value, locale) => {
  expect(explicitLanguageOf({ [key]: value })).toBe(locale);
});

test.each([[''], ['not a language'], [7], [null], [{ code: 'he' }], ['x']])(
  '%p in an order is no language',
  (value) => {
    expect(explicitLanguageOf({ lang: value })).toBeNull();
  },
);
