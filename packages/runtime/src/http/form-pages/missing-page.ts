import { escapeHtml, type PageLanguage } from '../../messages';
import { consentPage } from '../consent-pages/page';
import { FORM_TEXTS } from './texts';

/** There is no such form. */
export function missingPage(language: PageLanguage): string {
  const { missingTitle, missing } = FORM_TEXTS[language];
  return consentPage(language, missingTitle, `<p>${escapeHtml(missing)}</p>`);
}
