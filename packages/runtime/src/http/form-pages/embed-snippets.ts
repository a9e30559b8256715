import { textsOf, type Form, type ResolvedField } from '../../forms';
import { escapeHtml } from '../../messages';
import { labelOf } from './field-html';
import { FORM_TEXTS } from './texts';

/** What other sites include to show a form, ready to be copied. */
export interface EmbedSnippets {
  /** The form in its place, as high as it is. */
  readonly script: string;
  /** Where no script may run. */
  readonly iframe: string;
  /** In the site's own looks; people check and send it on our page. */
  readonly html: string;
}

export function embedSnippets(
  form: Form,
  { url, script, fields }: { readonly url: string; readonly script: string; readonly fields: readonly ResolvedField[] },
): EmbedSnippets {
  const { language } = form;
  const { title, button } = textsOf(form, language);
  const inputs = fields.map((field) => {
    const label = escapeHtml(labelOf({ field, language, fallback: language }));
    const required = field.isRequired ? ' required' : '';
    const type = INPUT_TYPES[field.type] ?? 'text';
    return `  <label>${label} <input type="${type}" name="${escapeHtml(field.name)}"${required}></label>`;
  });
  const send = escapeHtml(button ?? FORM_TEXTS[language].send);
  return {
    script: `<script src="${escapeHtml(script)}" data-form="${form.id}" async></script>`,
    iframe: `<iframe src="${escapeHtml(url)}?embed=1&amp;lang=${language}" title="${escapeHtml(title)}" width="100%" height="640"></iframe>`,
    html: `<form action="${escapeHtml(url)}?lang=${language}" method="post" accept-charset="utf-8">\n${inputs.join('\n')}\n  <button type="submit">${send}</button>\n</form>`,
  };
}

/** Where browsers have a type that helps; choices are made on our page. */
const INPUT_TYPES: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', date: 'date', number: 'number' };
