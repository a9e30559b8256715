import type { Brand } from '../../brand';

export const LAYOUTS = ['default', 'plain', 'none'] as const;

/** Header and footer; a footer alone; neither. */
export type Layout = (typeof LAYOUTS)[number];

/** What stands around the body of a mail. */
export interface MailFrame {
  readonly layout: Layout;
  readonly brand: Brand;
  readonly sender: { readonly name: string; readonly address: string };
  readonly purpose: 'promotional' | 'transactional';
  /** The page on which the contact decides what they get; none for people who are no contacts. */
  readonly preferencesUrl: string | undefined;
}
