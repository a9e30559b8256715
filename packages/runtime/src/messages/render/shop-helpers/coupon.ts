import { escapeHtml } from '../html-document';
import { isolate } from '../isolate';
import type { RenderContext } from '../render-context';
import { BRAND_COLORS } from './brand-colors';

/** A code as something to cut out. Codes run from left to right in every language. Nothing where there is none. */
export function coupon(code: unknown, context: RenderContext): string {
  const text = typeof code === 'string' || typeof code === 'number' ? String(code).trim() : '';
  if (text === '') return '';
  if (context.mode === 'text') return context.direction === 'rtl' ? isolate(text) : text;
  const { primary } = context.colors ?? BRAND_COLORS;
  return (
    `<table role="presentation" align="center" cellpadding="0" cellspacing="0" border="0" style="margin:16px auto">` +
    `<tr><td dir="ltr" align="center" style="padding:12px 24px;border:2px dashed ${primary};border-radius:6px;` +
    `font-family:'Courier New',Courier,monospace;font-size:20px;font-weight:bold;letter-spacing:2px;color:${primary}">` +
    `<bdi>${escapeHtml(text)}</bdi></td></tr></table>`
  );
}
