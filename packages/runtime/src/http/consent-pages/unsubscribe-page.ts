import type { UnsubscribeView } from '../../consent';
import { escapeHtml, type PageLanguage } from '../../messages';
import { consentPage } from './page';
import { CONSENT_TEXTS } from './texts';
import { withAddress } from './with-address';

/** Asks whether the reader wants to leave: a mail scanner that follows the link has not said so. @param preferencesUrl where they choose instead */
export function unsubscribePage(view: UnsubscribeView, language: PageLanguage, preferencesUrl: string): string {
  const { unsubscribeTitle, unsubscribeIntro, unsubscribe, always } = CONSENT_TEXTS[language];
  return consentPage(
    language,
    unsubscribeTitle,
    `<p>${withAddress(unsubscribeIntro, view.email)}</p>
<p class="soft">${escapeHtml(always)}</p>
<form method="post" action="?lang=${language}"><div class="actions"><button type="submit">${escapeHtml(unsubscribe)}</button></div></form>
${preferencesLink(language, preferencesUrl)}`,
  );
}

export function unsubscribedPage(view: UnsubscribeView, language: PageLanguage, preferencesUrl: string): string {
  const { unsubscribedTitle, unsubscribed, always } = CONSENT_TEXTS[language];
  return consentPage(
    language,
    unsubscribedTitle,
    `<p role="status">${withAddress(unsubscribed, view.email)}</p>
<p class="soft">${escapeHtml(always)}</p>
${preferencesLink(language, preferencesUrl)}`,
  );
}

/** What the page asked, for the evidence. */
export const questionOf = (language: PageLanguage): string => {
  const { unsubscribeIntro, unsubscribe } = CONSENT_TEXTS[language];
  return `${unsubscribeIntro.replace('{address}', '•••')} ${unsubscribe}`;
};

const preferencesLink = (language: PageLanguage, url: string): string =>
  `<p><a href="${escapeHtml(url)}?lang=${language}">${escapeHtml(CONSENT_TEXTS[language].chooseInstead)}</a></p>`;
