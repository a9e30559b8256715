import type { Direction } from './language';

export interface DocumentParts {
  readonly body: string;
  readonly title: string;
  readonly language: string;
  readonly direction: Direction;
  /** HTML that stands before everything else; empty where there is none. */
  readonly preheader: string;
}

/**
 * Makes a body a whole HTML document without anything around it. Language and direction also stand on
 * the table inside, because webmail strips `html` and `body`.
 */
export function htmlDocument({ body, title, language, direction, preheader }: DocumentParts): string {
  const attributes = `lang="${escapeHtml(language)}" dir="${direction}"`;
  const side = direction === 'rtl' ? 'right' : 'left';
  return `<!doctype html>
<html ${attributes}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
</head>
<body dir="${direction}" style="margin:0;padding:0">
${preheader}<table role="presentation" ${attributes} width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td ${attributes} align="${side}" style="padding:16px;text-align:${side};font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
${body}
</td></tr>
</table>
</body>
</html>
`;
}

/** Whether a body is a document already, and stays as it is. */
export const isWholeDocument = (body: string): boolean => /<html[\s>]|<!doctype\s/i.test(body.slice(0, 5_000));

/** Text as it may stand in HTML and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
