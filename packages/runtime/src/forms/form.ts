import type { ConsentChannel, ConsentPurpose } from '../consent';
import type { PageLanguage } from '../messages';

/** A text in each language that somebody wrote it in. */
export type Localized = Partial<Readonly<Record<PageLanguage, string>>>;

/** What an operator says on the pages of a form. What is left out, the product says in words of its own. */
export interface FormTexts {
  readonly title: string;
  readonly intro?: string;
  readonly button?: string;
  readonly thanksTitle?: string;
  readonly thanks?: string;
  readonly confirmedTitle?: string;
  readonly confirmed?: string;
}

export interface FormField {
  /** email, phone, firstName, lastName, or `attributes.<name>`. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly label?: Localized;
  readonly hint?: Localized;
  /** How the choices of an enum are called, by the choice. */
  readonly optionLabels?: Readonly<Record<string, Localized>>;
}

/** A box that is never ticked beforehand. */
export interface FormConsent {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
  /** The exact words beside the box: they are kept as evidence. In every language of the form. */
  readonly wording: Localized;
  readonly isRequired: boolean;
}

export interface FormDesign {
  /** `#rrggbb` */
  readonly accent: string | null;
  readonly logoUrl: string | null;
  /** What the logo says, for those who do not see it. */
  readonly logoText: string | null;
}

/** What a form asks, and what becomes of the answers. */
export interface FormDefinition {
  /** For readers of none of the languages that there are `texts` in. */
  readonly language: PageLanguage;
  readonly texts: Partial<Readonly<Record<PageLanguage, FormTexts>>>;
  readonly fields: readonly FormField[];
  readonly consents: readonly FormConsent[];
  /** Ids of the lists that people join. */
  readonly lists: readonly string[];
  readonly tags: readonly string[];
  /** Whether nothing counts before the person has confirmed the address by a link in a mail. */
  readonly confirm: boolean;
  /** Id of what people may download once they have confirmed. */
  readonly magnet: string | null;
  /** Whether the link to the magnet is sent by mail, too. */
  readonly sendsDownload: boolean;
  /** ISO 3166-1 alpha-2: how phone numbers without a country code are read. */
  readonly country: string | null;
  /** Where people get to after sending the form, in place of the page that says thanks. */
  readonly redirectUrl: string | null;
  readonly privacyUrl: string | null;
  /** The origins whose pages may show the form in a frame; `*` for all. */
  readonly embedOrigins: readonly string[];
  readonly design: FormDesign;
  readonly isOpen: boolean;
}

export interface Form extends FormDefinition {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A form as a person makes it: what is left out has a default. */
export type FormDraft = Pick<Form, 'name' | 'texts' | 'fields'> &
  Partial<Omit<FormDefinition, 'design'>> & { readonly design?: Partial<FormDesign> };

export const PAGE_LANGUAGES = ['en', 'he', 'ar'] as const satisfies readonly PageLanguage[];

/** The languages that a form is shown in. */
export function languagesOf({ texts }: Pick<FormDefinition, 'texts'>): PageLanguage[] {
  return PAGE_LANGUAGES.filter((language) => texts[language] !== undefined);
}

/** @throws nothing: a form has texts in its own language */
export function textsOf(form: Pick<FormDefinition, 'texts' | 'language'>, language: PageLanguage): FormTexts {
  return form.texts[language] ?? form.texts[form.language] ?? { title: '' };
}
