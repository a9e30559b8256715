import type { Localized, ResolvedField } from '../../forms';
import { escapeHtml, type PageLanguage } from '../../messages';
import { FORM_TEXTS } from './texts';

/** One input as it is shown. */
export interface ShownField {
  readonly field: ResolvedField;
  readonly language: PageLanguage;
  /** What people of another language read who made the form. */
  readonly fallback: PageLanguage;
  /** What was typed before. */
  readonly value: string;
  /** What is wrong with it, in the page's language. */
  readonly error: string | undefined;
}

/** An input with its label, hint and error, which a screen reader reads with it. */
export function fieldHtml(shown: ShownField): string {
  const { field, language, fallback, error } = shown;
  const texts = FORM_TEXTS[language];
  const id = idOf(field.name);
  const label = `${escapeHtml(labelOf(shown))}${field.isRequired ? '' : ` <small>(${escapeHtml(texts.optional)})</small>`}`;
  const hint = pick(field.hint, language, fallback);
  const hintHtml = hint === undefined ? '' : `<p class="hint" id="${id}-hint">${escapeHtml(hint)}</p>\n`;
  const errorHtml = error === undefined ? '' : `\n<p class="error" id="${id}-error">${escapeHtml(error)}</p>`;
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean);
  const attributes = [
    ...(field.isRequired ? [field.type === 'boolean' ? '' : 'required'] : []),
    ...(error === undefined ? [] : ['aria-invalid="true"', 'autofocus']),
    ...(described.length === 0 ? [] : [`aria-describedby="${described.join(' ')}"`]),
  ].filter(Boolean);
  if (field.type === 'boolean') {
    return `<fieldset class="field"><legend>${label}</legend>\n${hintHtml}${radios(shown, attributes)}${errorHtml}</fieldset>`;
  }
  const control = field.type === 'enum' ? select(shown, attributes) : input(shown, attributes);
  return `<div class="field"><label for="${id}">${label}</label>\n${hintHtml}${control}${errorHtml}</div>`;
}

/** As it stands in `id`, where dots would be in the way of selectors. */
export const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`;

export function labelOf({ field, language, fallback }: Omit<ShownField, 'value' | 'error'>): string {
  const own: Readonly<Record<string, string>> = FORM_TEXTS[language].fields;
  return (
    pick(field.label, language, fallback) ??
    own[field.name] ??
    field.attribute?.label ??
    field.attribute?.name ??
    field.name
  );
}

function pick(text: Localized | undefined, language: PageLanguage, fallback: PageLanguage): string | undefined {
  return text?.[language] ?? text?.[fallback];
}

const INPUTS: Readonly<Record<string, string>> = {
  email: 'type="email" inputmode="email" autocomplete="email" dir="ltr" maxlength="254"',
  phone: 'type="tel" autocomplete="tel" dir="ltr" maxlength="40"',
  firstName: 'type="text" autocomplete="given-name" dir="auto" maxlength="200"',
  lastName: 'type="text" autocomplete="family-name" dir="auto" maxlength="200"',
  number: 'type="text" inputmode="decimal" dir="ltr" maxlength="40"',
  date: 'type="date"',
  text: 'type="text" dir="auto" maxlength="1000"',
};

function input({ field, value }: ShownField, attributes: readonly string[]): string {
  const kind = INPUTS[field.name] ?? INPUTS[field.type] ?? '';
  return `<input id="${idOf(field.name)}" name="${escapeHtml(field.name)}" ${kind} value="${escapeHtml(value)}"${joined(attributes)}>`;
}

function select({ field, language, fallback, value }: ShownField, attributes: readonly string[]): string {
  const options = (field.attribute?.options ?? []).map((option) => {
    const label = pick(field.optionLabels?.[option], language, fallback) ?? option;
    const selected = option === value ? ' selected' : '';
    return `<option value="${escapeHtml(option)}"${selected}>${escapeHtml(label)}</option>`;
  });
  const empty = `<option value="">${escapeHtml(FORM_TEXTS[language].choose)}</option>`;
  return `<select id="${idOf(field.name)}" name="${escapeHtml(field.name)}"${joined(attributes)}>\n${[empty, ...options].join('\n')}\n</select>`;
}

/** Yes or no: a box to tick could not tell "no" from "not answered". */
function radios({ field, language, value }: ShownField, attributes: readonly string[]): string {
  const { yes, no } = FORM_TEXTS[language];
  const id = idOf(field.name);
  const radio = ([answer, label]: readonly [string, string], index: number): string =>
    `<label class="choice"><input type="radio" id="${id}${index === 0 ? '' : '-no'}" name="${escapeHtml(field.name)}" value="${answer}"${
      answer === value ? ' checked' : ''
    }${joined(index === 0 ? attributes : attributes.filter((each) => each !== 'autofocus'))}>${escapeHtml(label)}</label>`;
  return `<div class="answers">${[['true', yes] as const, ['false', no] as const].map(radio).join('\n')}</div>`;
}

const joined = (attributes: readonly string[]): string => attributes.map((each) => ` ${each}`).join('');
