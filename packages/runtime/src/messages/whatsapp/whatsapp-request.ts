import type { EventPayload } from '../../events';

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. All texts are Handlebars. */
export interface TemplateContent {
  /** At Meta the template's name; at Twilio its ContentSid. */
  name: string;
  /** The code under which it was approved: he, ar, en, en_US. Nothing stands for another. */
  language: string;
  /** What stands at the places of the text, in their order or by their names. */
  body?: Array<{ name?: string; text: string }>;
  header?: { kind: 'text' | 'image' | 'video' | 'document'; value: string; filename?: string; name?: string };
  /** What comes at the end of the addresses of buttons. */
  buttons?: Array<{ index: number; suffix: string; name?: string }>;
}

/** What is sent to contacts of one language. At least one of both is there. */
export interface WhatsappContent {
  /** BCP 47 tag of the contacts. The first content is what other languages fall back to. */
  language: string;
  /** Goes only within 24 hours of what the contact wrote last. */
  text?: string;
  /** Goes at all other times. */
  template?: TemplateContent;
}

/** What a Send WhatsApp node asks for, with the contact resolved and the event that the execution is about. */
export interface WhatsappRequest {
  readonly workspace: number;
  /** Null where nobody is known by the number in `to`. */
  readonly contact: number | null;
  readonly contents: readonly WhatsappContent[];
  readonly purpose: 'promotional' | 'transactional';
  readonly data: Readonly<Record<string, unknown>>;
  readonly event?: EventPayload;
  /** The id of a sender; the default of the purpose where left out. */
  readonly sender?: string;
  /** Overrides the contact's own number. */
  readonly to?: string;
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface WhatsappReceipt {
  readonly messageId: string;
  readonly verdict: 'send' | 'defer' | 'skip';
  readonly reason: string;
  readonly language: string;
  readonly recipient: string;
  /** Null where neither can go. */
  readonly form: 'text' | 'template' | null;
  readonly template: { readonly name: string; readonly language: string } | null;
}
