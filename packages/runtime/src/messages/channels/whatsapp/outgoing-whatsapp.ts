import type { OutgoingMessage } from '../provider';

/** What stands at a place of a template. A name is for templates whose places have names; else the order counts. */
export interface TemplateParameter {
  readonly name?: string;
  readonly text: string;
}

/** What stands above the text: a line of text, or a file that WhatsApp fetches from an address. */
export type TemplateHeader =
  | { readonly kind: 'text'; readonly text: string; readonly name?: string }
  | {
      readonly kind: 'image' | 'video' | 'document';
      readonly url: string;
      readonly filename?: string;
      readonly name?: string;
    };

/** A template that was approved at Meta, and what stands at its places. */
export interface WhatsappTemplate {
  /** At Meta a name; at Twilio a ContentSid (HX…). */
  readonly name: string;
  /** Exactly the code under which it was approved: he, ar, en and en_US are four, and none stands for another. */
  readonly language: string;
  readonly body: readonly TemplateParameter[];
  readonly header?: TemplateHeader;
  /** What is put at the end of the address of a button, by the button's place from 0. */
  readonly buttons?: ReadonlyArray<{ readonly index: number; readonly suffix: string; readonly name?: string }>;
}

/**
 * A WhatsApp message as it goes to a provider. `to` is E.164 (`+972…`), or the id by which WhatsApp calls somebody whose
 * number it does not tell (`IL.…`). The text goes where there is one; where the provider says that the time for texts is
 * over, the template goes instead.
 */
export interface OutgoingWhatsapp extends OutgoingMessage {
  readonly text: string | null;
  readonly template: WhatsappTemplate | null;
}
