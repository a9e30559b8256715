import { FONTS } from '../../brand';
import { escapeHtml, type DocumentParts } from '../html-document';
import { footer } from './footer';
import { header } from './header';
import type { MailFrame } from './mail-frame';

/**
 * A body as a whole mail in the workspace's layout: one column of tables with styles inline, which is what mail programs
 * read alike. Language and direction stand on the cells too, because webmail strips `html` and `body`.
 */
export function framedDocument(parts: DocumentParts, frame: MailFrame): string {
  const { body, title, language, direction, preheader } = parts;
  const { brand, layout } = frame;
  const { background, surface, text } = brand.colors;
  const isPlain = layout === 'plain';
  const run = `lang="${escapeHtml(language)}" dir="${direction}"`;
  const side = direction === 'rtl' ? 'right' : 'left';
  const outside = isPlain ? surface : background;
  const font = `font-family:${FONTS[brand.font]}`;
  const [column, about] = isPlain ? [side, 'padding:16px'] : ['center', 'padding:24px 8px'];
  return `<!doctype html>
<html ${run}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
</head>
<body dir="${direction}" style="margin:0;padding:0;background-color:${outside}">
${preheader}<table role="presentation" ${run} width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${outside}" style="background-color:${outside}">
<tr><td align="${column}" style="${about}">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" ${run} width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${surface}" style="max-width:600px;background-color:${surface}${isPlain ? '' : ';border-radius:8px'}">
${isPlain ? '' : header(frame)}
<tr><td ${run} align="${side}" style="padding:${isPlain ? '0' : '24px'};text-align:${side};${font};font-size:16px;line-height:1.5;color:${text};word-break:break-word">
${body}
</td></tr>
</table>
<table role="presentation" ${run} width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td ${run} align="${column}" style="padding:16px ${isPlain ? '0' : '24px'};text-align:${column};${font};font-size:13px;line-height:1.5;color:${text}">
${footer(frame, language)}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}
