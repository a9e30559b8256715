import {
  cleanText,
  consentInput,
  languagesOf,
  textsOf,
  type AnswerProblem,
  type Form,
  type ResolvedField,
} from '../../forms';
import { escapeHtml } from '../../messages';
import { fieldHtml, idOf } from './field-html';
import { formFrame, paragraphs, type FormView } from './page-frame';
import { FORM_TEXTS } from './texts';

/** The input that people do not see: who fills it in is a program. */
export const HONEYPOT = 'homepage';
/** The input that holds the signed note on the page. */
export const STAMP = 'stamp';

export interface FilledForm {
  readonly fields: readonly ResolvedField[];
  /** What was typed before; nothing on a new page. */
  readonly posted: URLSearchParams;
  readonly problems: ReadonlyMap<string, AnswerProblem>;
  /** Why the page is shown again, besides what is wrong with answers. */
  readonly notice?: 'again' | 'changed' | 'tooMany';
  /** Whether boxes are shown as they were ticked: only where their words are those that were read. */
  readonly keepsTicks: boolean;
  readonly stamp: string;
  /** Where the page is embedded, as its address says it. */
  readonly query: URLSearchParams;
}

/** A form to be filled in. Works without a script; ours only moves the focus and tells an embedding page the height. */
export function formPage(form: Form, view: FormView, filled: FilledForm): string {
  const { language } = view;
  const texts = FORM_TEXTS[language];
  const own = textsOf(form, language);
  // The first of them gets the focus.
  const [first] = [...filled.fields.map(({ name }) => name), ...form.consents.map(consentInput)].filter((name) =>
    filled.problems.has(name),
  );
  const withFocus = (html: string, name: string): string => (name === first ? html : html.replaceAll(' autofocus', ''));
  const errorOf = (name: string): string | undefined => {
    const problem = filled.problems.get(name);
    return problem && texts.problems[problem];
  };
  const inputs = filled.fields.map((field) => {
    const value = cleanText(filled.posted.get(field.name) ?? '');
    const shown = { field, language, fallback: form.language, value, error: errorOf(field.name) };
    return withFocus(fieldHtml(shown), field.name);
  });
  const boxes = form.consents.map((consent) => {
    const name = consentInput(consent);
    const isTicked = filled.keepsTicks && filled.posted.get(name) === 'yes';
    const words = consent.wording[language] ?? consent.wording[form.language] ?? '';
    return withFocus(
      consentHtml({ name, words, isTicked, isRequired: consent.isRequired, error: errorOf(name) }),
      name,
    );
  });
  const content = `${paragraphs(own.intro)}
${noticeHtml(filled, texts)}<form method="post" action="?${escapeHtml(addressOf(filled.query, language))}" accept-charset="utf-8" novalidate data-form>
${inputs.join('\n')}
${boxes.length === 0 ? '' : `<div class="consents">\n${boxes.join('\n')}\n</div>\n`}<div class="homepage" aria-hidden="true"><label>${escapeHtml(texts.honeypot)}<input type="text" name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="${STAMP}" value="${escapeHtml(filled.stamp)}">
<div class="actions"><button type="submit">${escapeHtml(own.button ?? texts.send)}</button></div>
${form.privacyUrl === null ? '' : `<p class="soft"><a href="${escapeHtml(form.privacyUrl)}" target="_blank" rel="noopener">${escapeHtml(texts.privacy)}</a></p>\n`}</form>`;
  const languages = languagesOf(form).map((each) => ({ language: each, href: `?${addressOf(filled.query, each)}` }));
  return formFrame(form, view, { title: own.title, content, languages });
}

interface ConsentBox {
  readonly name: string;
  readonly words: string;
  readonly isTicked: boolean;
  readonly isRequired: boolean;
  readonly error: string | undefined;
}

function consentHtml({ name, words, isTicked, isRequired, error }: ConsentBox): string {
  const id = idOf(name);
  const invalid = error === undefined ? '' : ` aria-invalid="true" autofocus aria-describedby="${id}-error"`;
  const box = `<label class="choice"><input type="checkbox" id="${id}" name="${name}" value="yes"${isTicked ? ' checked' : ''}${
    isRequired ? ' required' : ''
  }${invalid}>\n<span>${escapeHtml(words)}</span></label>`;
  return error === undefined ? box : `${box}\n<p class="error" id="${id}-error">${escapeHtml(error)}</p>`;
}

function noticeHtml({ problems, notice }: FilledForm, texts: (typeof FORM_TEXTS)['en']): string {
  if (problems.size > 0) return `<p class="notice bad" role="alert">${escapeHtml(texts.wrong)}</p>\n`;
  return notice === undefined ? '' : `<p class="notice" role="alert">${escapeHtml(texts[notice])}</p>\n`;
}

function addressOf(query: URLSearchParams, language: string): string {
  return new URLSearchParams([['lang', language], ...query]).toString();
}
