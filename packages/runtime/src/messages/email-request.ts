import type { EventPayload } from '../events';
import type { Layout } from './render/layout';

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export interface LocalizedContent {
  /** BCP 47 tag: en, he, ar, … The first content is what other languages fall back to. */
  language: string;
  subject: string;
  /** HTML with Handlebars. */
  body: string;
  /** What lists of mails show after the subject; Handlebars. */
  preheader?: string;
}

/** What a Send Email node asks for, with the contact resolved and the event that the execution is about. */
export interface EmailRequest {
  readonly workspace: number;
  /** Null where nobody is known by the address in `to`. */
  readonly contact: number | null;
  /** Empty where `template` is given. */
  readonly contents: readonly LocalizedContent[];
  /** The name of a message template, in place of contents. */
  readonly template?: string;
  readonly purpose: 'promotional' | 'transactional';
  /** Values for the templates, beside and before those of the event. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Order, product, customer and shop in it are what templates name. With its id, where it stands in the log. */
  readonly event?: { readonly id: number | null; readonly payload: EventPayload };
  /** `Name <address>` or an address; the configured sender where left out. */
  readonly from?: string;
  /** The id of a sender; the default of the purpose where left out. */
  readonly sender?: string;
  readonly replyTo?: string;
  /** What stands around the body; `default` where left out. */
  readonly layout?: Layout;
  /** Overrides the contact's own address. */
  readonly to?: string;
  /** What becomes of it where the contact has got enough, or outside the hours of sending; `defer` where left out. */
  readonly onCap?: 'defer' | 'skip';
  readonly onClosed?: 'defer' | 'skip';
  /** For how long the arbiter may put it off; 7 days where left out. */
  readonly deferAtMostHours?: number;
  /** Whether opens and clicks are told also where it is transactional, as far as the workspace has them told at all. */
  readonly track?: boolean;
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface MessageReceipt {
  messageId: string;
  verdict: 'send' | 'defer' | 'skip';
  reason: string;
  language: string;
  subject: string;
  recipient: string;
  /** Of a mail that asked for tracking: whether it will be told when it is opened. */
  tellsOpens?: boolean;
}
