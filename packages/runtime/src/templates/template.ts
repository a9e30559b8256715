import type { WorkflowDocument } from '../workflows';

/** Of the languages that templates are told in. */
export const LANGUAGES = ['en', 'he', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

export const SETTING_TYPES = ['string', 'number', 'boolean', 'options', 'multiOptions'] as const;

export type SettingValue = string | number | boolean | string[];

/** Where the value of a setting goes: a parameter of a node, or a rule of the journey (`settings.aftercart`). */
export type Target = { readonly node: string; readonly parameter: string } | { readonly journey: string };

/** What an agency chooses when it imports a template, as an n8n node declares a parameter. */
export interface Setting {
  readonly displayName: string;
  readonly displayNames?: Readonly<Partial<Record<Language, string>>>;
  readonly name: string;
  readonly type: (typeof SETTING_TYPES)[number];
  readonly default: SettingValue;
  readonly required?: boolean;
  readonly description?: string;
  readonly options?: ReadonlyArray<{ readonly name: string; readonly value: string | number | boolean }>;
  readonly typeOptions?: { readonly minValue?: number; readonly maxValue?: number };
  readonly targets: readonly Target[];
}

/** A ready-made journey, as its workflow says under `meta.aftercart.template`. */
export interface TemplateDeclaration {
  readonly name: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly summary: Readonly<Record<Language, string>>;
  readonly languages: readonly string[];
  readonly consent: 'promotional' | 'transactional';
  readonly settings: readonly Setting[];
}

export interface Template extends TemplateDeclaration {
  readonly workflow: WorkflowDocument;
  /** The scenarios beside the workflow, as they stand in their file; none where there is no file. */
  readonly scenarios: readonly unknown[];
}
