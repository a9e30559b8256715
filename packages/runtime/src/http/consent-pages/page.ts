import { escapeHtml, type PageLanguage } from '../../messages';
import { contactPage } from '../contact-page';
import { CONSENT_TEXTS } from './texts';

const LANGUAGES = Object.keys(CONSENT_TEXTS) as PageLanguage[];

/** A page on which a contact decides what they get. Needs no script. @param content HTML */
export function consentPage(language: PageLanguage, title: string, content: string): string {
  const languages = LANGUAGES.map((each) => ({ language: each, href: `?lang=${each}` }));
  return contactPage({ language, title, content, languages });
}

/** The link is none of ours, too old, or its contact is gone: said alike, so that nobody learns who is known. */
export function gonePage(language: PageLanguage): string {
  const { goneTitle, gone } = CONSENT_TEXTS[language];
  return consentPage(language, goneTitle, `<p>${escapeHtml(gone)}</p>`);
}
