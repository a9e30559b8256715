import { FONTS } from '../../brand';
import { escapeHtml } from '../html-document';
import type { MailFrame } from './mail-frame';

/** The logo, or the name where there is none. */
export function header({ brand, sender }: MailFrame): string {
  const name = brand.name ?? sender.name;
  const { logoUrl, websiteUrl, colors } = brand;
  if (logoUrl === null && name === '') return '';
  const sign =
    logoUrl === null
      ? `<bdi>${escapeHtml(name)}</bdi>`
      : `<img src="${escapeHtml(logoUrl)}" alt="${escapeHtml(name)}" height="48" style="display:inline-block;height:48px;width:auto;max-width:240px;border:0">`;
  const shown =
    websiteUrl === null
      ? sign
      : `<a href="${escapeHtml(websiteUrl)}" style="color:${colors.primary};text-decoration:none">${sign}</a>`;
  return `<tr><td align="center" style="padding:24px 24px 0 24px;text-align:center;font-family:${FONTS[brand.font]};font-size:22px;font-weight:bold;color:${colors.primary}">${shown}</td></tr>`;
}
