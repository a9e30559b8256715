import { escapeHtml, type PageLanguage } from '../../messages';
import { consentPage } from './page';
import { CONSENT_TEXTS } from './texts';

/** Asks to confirm: a mail scanner that follows the link has not said yes. */
export function confirmationPage(language: PageLanguage): string {
  const { confirmTitle, confirmIntro, confirm } = CONSENT_TEXTS[language];
  return consentPage(
    language,
    confirmTitle,
    `<p>${escapeHtml(confirmIntro)}</p>
<form method="post" action="?lang=${language}"><div class="actions"><button type="submit">${escapeHtml(confirm)}</button></div></form>`,
  );
}

export function confirmedPage(language: PageLanguage): string {
  const { confirmedTitle, confirmed } = CONSENT_TEXTS[language];
  return consentPage(language, confirmedTitle, `<p role="status">${escapeHtml(confirmed)}</p>`);
}
