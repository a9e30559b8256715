import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The tag of one entry of a `languages` parameter. Throws a UserError where what was written is none. */
export function languageTag({ language, otherLanguage }: IDataObject): string {
  const tag = language === 'other' ? otherLanguage : (language ?? 'en');
  const text = typeof tag === 'string' ? tag.trim() : '';
  const canonical = canonicalTag(text);
  if (canonical === undefined) throw new UserError(`"${text}" is not a language tag. Write it as de or pt-BR.`);
  return canonical;
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    // Intl throws for what is not a tag: there is no question to ask it first.
    return undefined;
  }
}
