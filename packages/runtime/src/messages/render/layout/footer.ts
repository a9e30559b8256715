import { SOCIAL_NETWORKS, type Brand } from '../../brand';
import { textIn } from '../choose-content';
import { escapeHtml } from '../html-document';
import { footerTexts } from './footer-texts';
import type { MailFrame } from './mail-frame';

/** What stands below every mail: the shop's own words, who sends it from where, and how to leave. */
export function footer({ brand, sender, purpose, preferencesUrl }: MailFrame, language: string): string {
  const texts = footerTexts(language);
  return [
    ...wordsOf(brand, language),
    brand.social.map(({ network, url }) => link(url, SOCIAL_NETWORKS[network])).join(' &middot; '),
    [brand.name ?? sender.name, brand.postalAddress, brand.contact ?? sender.address]
      .filter((part) => part !== null && part !== '')
      .map((part) => `<bdi>${escapeHtml(part ?? '')}</bdi>`)
      .join(' &middot; '),
    preferencesUrl === undefined
      ? ''
      : link(preferencesUrl, purpose === 'promotional' ? texts.unsubscribe : texts.preferences, ' data-no-track'),
  ]
    .filter((line) => line !== '')
    .map((line) => `<p style="margin:0 0 8px 0">${line}</p>`)
    .join('\n');
}

/** A line for each of the text's own. */
function wordsOf({ footer: texts }: Brand, language: string): string[] {
  return textIn(texts, language)?.split('\n').map(escapeHtml) ?? [];
}

const link = (url: string, text: string, more = ''): string =>
  `<a href="${escapeHtml(url)}"${more} style="color:inherit;text-decoration:underline">${escapeHtml(text)}</a>`;
