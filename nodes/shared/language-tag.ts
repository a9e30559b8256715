import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The language of a content: one of the list, or the tag that was written for another one. Throws a UserError for none. */
export function languageOf(entry: IDataObject): string {
  const tag = entry.language === 'other' ? textOf(entry.otherLanguage) : textOf(entry.language ?? 'en');
  const canonical = canonicalTag(tag);
  if (canonical === undefined) throw new UserError(`"${tag}" is not a language tag. Write it as de or pt-BR.`);
  return canonical;
}

/** Trimmed; empty for what is no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A node reads its few tags for each contact anew, and asking Intl takes as long as the rest of its parameters. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 200;

function canonicalTag(tag: string): string | undefined {
  if (known.has(tag)) return known.get(tag);
  if (known.size >= MOST_KNOWN) known.clear();
  const canonical = askForCanonicalTag(tag);
  known.set(tag, canonical);
  return canonical;
}

function askForCanonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    // Intl throws for what is not a tag: there is no question to ask it first.
    return undefined;
  }
}
