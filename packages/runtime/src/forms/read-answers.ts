import type { ConsentChannel, ConsentPurpose } from '../consent';
import { normalizeEmail, normalizePhone, readText, type AttributeValue } from '../contacts';
import { isDeliverableAddress, type PageLanguage } from '../messages';
import { isCoded } from '../shared';
import { cleanText, withAsciiDigits } from './clean-text';
import type { Form } from './form';
import { attributeName, type ResolvedField } from './resolve-fields';

/** What is wrong with an answer: the page says it in its language. */
export type AnswerProblem = 'required' | 'email' | 'phone' | 'number' | 'date' | 'choice' | 'tooLong' | 'consent';

/** What somebody answered, as a contact has it. */
export interface Answers {
  readonly email?: string;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A box that was ticked, with the words beside it. */
export interface GivenConsent {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
  readonly wording: string;
}

export interface ReadAnswers {
  readonly answers: Answers;
  readonly consents: readonly GivenConsent[];
  /** By the name of the input. Empty where all is well. */
  readonly problems: ReadonlyMap<string, AnswerProblem>;
}

const LONGEST_NAME = 200;

/** The name of a box among the inputs. */
export const consentInput = ({ channel, purpose }: Pick<GivenConsent, 'channel' | 'purpose'>): string =>
  `consent.${channel}.${purpose}`;

/** Reads what was sent. Inputs that the form does not have are not looked at. */
export function readAnswers(
  form: Form,
  fields: readonly ResolvedField[],
  { posted, language }: { readonly posted: URLSearchParams; readonly language: PageLanguage },
): ReadAnswers {
  const problems = new Map<string, AnswerProblem>();
  const own: Record<string, string> = {};
  const attributes: Record<string, AttributeValue> = {};
  for (const field of fields) {
    const text = cleanText(posted.get(field.name) ?? '');
    if (text === '') {
      if (field.isRequired) problems.set(field.name, 'required');
      continue;
    }
    const read = readAnswer(field, text, form.country);
    const name = attributeName(field.name);
    if ('problem' in read) problems.set(field.name, read.problem);
    else if (name === undefined) own[field.name] = String(read.value);
    else attributes[name] = read.value;
  }
  const isTicked = (each: Form['consents'][number]): boolean => posted.get(consentInput(each)) === 'yes';
  for (const consent of form.consents) {
    if (consent.isRequired && !isTicked(consent)) problems.set(consentInput(consent), 'consent');
  }
  const consents = form.consents.filter(isTicked).map(({ channel, purpose, wording }) => ({
    ...{ channel, purpose },
    wording: wording[language] ?? wording[form.language] ?? '',
  }));
  const hasAttributes = Object.keys(attributes).length > 0;
  return { answers: { ...own, ...(hasAttributes && { attributes }) }, consents, problems };
}

type Read = { readonly value: AttributeValue } | { readonly problem: AnswerProblem };

function readAnswer({ type, attribute }: ResolvedField, text: string, country: string | null): Read {
  switch (type) {
    case 'email': {
      const value = normalizeEmail(text);
      return value !== null && isDeliverableAddress(value) ? { value } : { problem: 'email' };
    }
    case 'phone': {
      const value = normalizePhone(withAsciiDigits(text), country);
      return value === null ? { problem: 'phone' } : { value };
    }
    case 'name':
      return text.length <= LONGEST_NAME ? { value: text } : { problem: 'tooLong' };
    default: {
      if (!attribute) return { problem: 'choice' };
      const spelled = type === 'number' || type === 'date' ? withAsciiDigits(text) : text;
      try {
        return { value: readText(attribute, spelled) };
      } catch (error) {
        if (!isCoded(error) || error.code !== 'ATTRIBUTE_VALUE_INVALID') throw error;
        return { problem: PROBLEMS[type] };
      }
    }
  }
}

const PROBLEMS = { text: 'tooLong', number: 'number', date: 'date', boolean: 'choice', enum: 'choice' } as const;
