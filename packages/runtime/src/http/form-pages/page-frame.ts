import { randomBytes } from 'node:crypto';

import type { Form } from '../../forms';
import { escapeHtml, type PageLanguage } from '../../messages';
import { contactPage, type ContactPage } from '../contact-page';
import { formStyle } from './form-style';

/** How a page of a form is shown. */
export interface FormView {
  readonly language: PageLanguage;
  /** Inside of somebody else's page. */
  readonly isEmbedded: boolean;
  /** The address of our script for such pages. */
  readonly script: string;
  /** Lets exactly our style in. */
  readonly nonce: string;
}

export const newNonce = (): string => randomBytes(12).toString('base64');

/** A page in the colours of a form, with its logo. */
export function formFrame(
  form: Form,
  view: FormView,
  page: Pick<ContactPage, 'title' | 'content' | 'languages' | 'attributes'>,
): string {
  const { logoUrl, logoText } = form.design;
  const logo =
    logoUrl === null ? '' : `<img class="logo" src="${escapeHtml(logoUrl)}" alt="${escapeHtml(logoText ?? '')}">\n`;
  const { language, script, nonce, isEmbedded } = view;
  return contactPage({ ...page, language, script, nonce, style: formStyle(form, { isEmbedded }), header: logo });
}

/** Paragraphs of what an operator wrote: an empty line begins a new one. */
export function paragraphs(text: string | undefined): string {
  const parts = (text ?? '').split(/\n\s*\n/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => `<p>${escapeHtml(part).replace(/\n/g, '<br>')}</p>`)
    .join('\n');
}
