import { escapeHtml } from '../html-document';

/** What lists of mails show after the subject, and nobody sees in the mail. Blanks keep the body's first words from following it. */
export function preheaderOf(text: string): string {
  if (text === '') return '';
  const hidden = 'display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;opacity:0';
  return `<div style="${hidden}">${escapeHtml(text)}${'&#847;&zwnj;&nbsp;'.repeat(60)}</div>\n`;
}
