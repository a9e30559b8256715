/** Networks that a brand may be found at, with the names that their links bear. */
export const SOCIAL_NETWORKS = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  pinterest: 'Pinterest',
  telegram: 'Telegram',
  tiktok: 'TikTok',
  whatsapp: 'WhatsApp',
  x: 'X',
  youtube: 'YouTube',
} as const;

export type SocialNetwork = keyof typeof SOCIAL_NETWORKS;

/** Fonts that mail programs have, with what stands in for them. All of them have Hebrew and Arabic letters. */
export const FONTS = {
  arial: 'Arial,Helvetica,sans-serif',
  tahoma: 'Tahoma,Verdana,Arial,sans-serif',
  times: "'Times New Roman',Times,serif",
} as const;

/** Who gets the word "פרסומת" at the start of the subject of promotional mails. */
export const LABELLED = ['nobody', 'contactsInIsrael', 'mailsInHebrew', 'either'] as const;

/** What the mails of a workspace look like, and who they say they come from. */
export interface Brand {
  /** The sender's name in header and footer; that of the sender's address where null. */
  readonly name: string | null;
  /** Whoever tells what the mails say, by language tag: texts name them as `{{narrator}}`. */
  readonly narrator: Readonly<Record<string, string>>;
  readonly logoUrl: string | null;
  /** What a click on the logo opens. */
  readonly websiteUrl: string | null;
  /** `#rrggbb` each. */
  readonly colors: {
    readonly primary: string;
    /** Of what is written on the primary colour. */
    readonly onPrimary: string;
    readonly background: string;
    readonly surface: string;
    readonly text: string;
  };
  readonly font: keyof typeof FONTS;
  /** Where the sender can be found and asked: what the law wants in a footer. */
  readonly postalAddress: string | null;
  readonly contact: string | null;
  /** A text for the footer by language tag. */
  readonly footer: Readonly<Record<string, string>>;
  readonly social: ReadonlyArray<{ readonly network: SocialNetwork; readonly url: string }>;
  /** Promotional mails to these people say so in their subject, as Israel's law asks. */
  readonly advertisementLabel: (typeof LABELLED)[number];
  /** MJML that stands around every mail in place of our layout: the body goes where it says `{{{body}}}`. */
  readonly layout: string | null;
  /** The HTML that the layout was made into when it was stored. */
  readonly layoutHtml?: string;
}
