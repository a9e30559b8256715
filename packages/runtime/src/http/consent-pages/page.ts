import { directionOf, escapeHtml, type PageLanguage } from '../../messages';
import { CONSENT_STYLE } from './style';
import { CONSENT_TEXTS } from './texts';

/** A page for a contact: one card, and the way to the other languages. Needs no script. @param content HTML */
export function consentPage(language: PageLanguage, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${CONSENT_STYLE}</style>
</head>
<body>
<main>
<div class="card">
<h1>${escapeHtml(title)}</h1>
${content}
</div>
${languages(language)}
</main>
</body>
</html>
`;
}

function languages(shown: PageLanguage): string {
  const links = Object.entries(CONSENT_TEXTS).map(([code, { language }]) => {
    const current = code === shown ? ' aria-current="true"' : '';
    return `<a href="?lang=${code}" lang="${code}" hreflang="${code}"${current}>${escapeHtml(language)}</a>`;
  });
  return `<nav aria-label="${escapeHtml(CONSENT_TEXTS[shown].otherLanguages)}">${links.join('')}</nav>`;
}

/** The link is none of ours, too old, or its contact is gone: said alike, so that nobody learns who is known. */
export function gonePage(language: PageLanguage): string {
  const { goneTitle, gone } = CONSENT_TEXTS[language];
  return consentPage(language, goneTitle, `<p>${escapeHtml(gone)}</p>`);
}
