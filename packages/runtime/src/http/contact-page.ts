import { directionOf, escapeHtml, type PageLanguage } from '../messages';
import { CONSENT_TEXTS } from './consent-pages/texts';
import { PAGE_STYLE } from './page-style';

/** What a page for a contact consists of. All but the title and the languages is HTML. */
export interface ContactPage {
  readonly language: PageLanguage;
  readonly title: string;
  readonly content: string;
  /** Above the title. */
  readonly header?: string;
  /** What the page exists in, and where. */
  readonly languages?: ReadonlyArray<{ readonly language: PageLanguage; readonly href: string }>;
  readonly style?: string;
  /** Lets the style in where the page's policy asks for it. */
  readonly nonce?: string;
  /** The address of a script of ours. */
  readonly script?: string;
  /** Attributes of the card. */
  readonly attributes?: string;
}

/** A page for a contact: one card, and the way to the other languages. */
export function contactPage(page: ContactPage): string {
  const { language, title, content, header = '', languages = [], style = PAGE_STYLE, nonce, script, attributes } = page;
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style${nonce === undefined ? '' : ` nonce="${nonce}"`}>${style}</style>
${script === undefined ? '' : `<script src="${escapeHtml(script)}" defer></script>\n`}</head>
<body>
<main>
<div class="card"${attributes === undefined ? '' : ` ${attributes}`}>
${header}<h1>${escapeHtml(title)}</h1>
${content}
</div>
${languageLinks(language, languages)}
</main>
</body>
</html>
`;
}

function languageLinks(shown: PageLanguage, languages: NonNullable<ContactPage['languages']>): string {
  if (languages.length < 2) return '';
  const links = languages.map(({ language, href }) => {
    const current = language === shown ? ' aria-current="true"' : '';
    const name = escapeHtml(CONSENT_TEXTS[language].language);
    return `<a href="${escapeHtml(href)}" lang="${language}" hreflang="${language}"${current}>${name}</a>`;
  });
  return `<nav aria-label="${escapeHtml(CONSENT_TEXTS[shown].otherLanguages)}">${links.join('')}</nav>`;
}
