import type { LocalizedContent } from '../email-request';
import type { Layout } from '../render';

export interface TemplateContent extends LocalizedContent {
  /** What the body was made from, where the author wrote MJML. */
  readonly mjml?: string;
}

/** What an author writes: a name, and a subject and body in each language. */
export interface TemplateDraft {
  readonly name: string;
  readonly layout: Layout;
  readonly contents: readonly TemplateContent[];
}

/** A template as it is now. Instants are UTC epoch ms. */
export interface MessageTemplate extends TemplateDraft {
  readonly id: string;
  /** Counts from 1; each change makes the next one. */
  readonly version: number;
  readonly updatedAt: number;
}

export interface TemplateVersion extends Omit<TemplateDraft, 'name'> {
  readonly version: number;
  readonly createdAt: number;
  readonly isCurrent: boolean;
}
