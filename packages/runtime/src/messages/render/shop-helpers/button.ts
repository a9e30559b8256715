import { BRAND_COLORS } from './brand-colors';
import { escapeHtml } from '../html-document';
import type { RenderContext } from '../render-context';
import { linkable } from './linkable';

/**
 * A link that looks like a button, as a table: Outlook knows neither padding nor round corners of a link. In a text it is
 * the text and the address. Where the address is none, the text alone.
 */
export function button(url: unknown, text: string, context: RenderContext): string {
  const address = linkable(url);
  if (context.mode === 'text') return address === undefined ? text : `${text} ${address}`;
  const label = escapeHtml(text);
  if (address === undefined) return label;
  const { primary, onPrimary } = context.colors ?? BRAND_COLORS;
  const side = context.direction === 'rtl' ? 'right' : 'left';
  const { direction } = context;
  return (
    `<table role="presentation" dir="${direction}" align="${side}" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0">` +
    `<tr><td align="center" bgcolor="${primary}" style="border-radius:6px;background-color:${primary}">` +
    `<a href="${escapeHtml(address)}" style="display:inline-block;padding:12px 24px;font-weight:bold;color:${onPrimary};text-decoration:none">${label}</a>` +
    `</td></tr></table><div style="clear:both;line-height:0;font-size:0">&nbsp;</div>`
  );
}
