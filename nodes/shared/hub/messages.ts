import type { IDataObject } from 'n8n-workflow';

import type { ContactReference } from './people';

export interface LocalizedContent {
  /** BCP 47 tag: en, he, ar, … The first content is what other languages fall back to. */
  language: string;
  subject: string;
  /** HTML with Handlebars. */
  body: string;
  /** What lists of mails show after the subject; Handlebars. */
  preheader?: string;
}

export interface EmailRequest {
  contact: ContactReference;
  /** Empty where `template` is given. */
  contents: LocalizedContent[];
  /** The name of a message template of the workspace, in place of contents. */
  template?: string;
  purpose: 'promotional' | 'transactional';
  /** Values for the templates beside contact, order and event, which are filled in. */
  data: IDataObject;
  from?: string;
  /** The id of a sender; the default of the purpose where left out. */
  sender?: string;
  replyTo?: string;
  /** What of the workspace's brand stands around the body; `default` where left out. */
  layout?: 'default' | 'plain' | 'none';
  /** Overrides the contact's own address. */
  to?: string;
  /** What becomes of it where the contact has got enough, or outside the hours of sending; `defer` where left out. */
  onCap?: 'defer' | 'skip';
  onClosed?: 'defer' | 'skip';
  /** For how long it may be put off; 7 days where left out. */
  deferAtMostHours?: number;
  /** Whether opens and clicks are told also where it is transactional, as far as the workspace has them told at all. */
  track?: boolean;
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

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

export interface LocalizedText {
  /** BCP 47 tag: en, he, ar, … The first text is what other languages fall back to. */
  language: string;
  /** Handlebars. */
  text: string;
}

export interface SmsRequest {
  contact: ContactReference;
  contents: LocalizedText[];
  purpose: 'promotional' | 'transactional';
  /** Values for the templates beside contact, order and event, which are filled in. */
  data: IDataObject;
  /** The id of a sender; the default of the purpose where left out. */
  sender?: string;
  /** Overrides the contact's own number. */
  to?: string;
  /** Whether promotional messages end with how to refuse more, where the sender can be answered. */
  optOutText?: boolean;
  /** Whether links are replaced by short ones. */
  shortLinks?: boolean;
  itemIndex: number;
}

export interface SmsReceipt {
  messageId: string;
  verdict: 'send' | 'defer' | 'skip';
  reason: string;
  language: string;
  /** E.164. */
  recipient: string;
  /** As it is sent. */
  text: string;
  encoding: 'GSM-7' | 'UCS-2';
  /** What is paid for. */
  segments: number;
  units: number;
  left: number;
  /** Major units; null where nobody has said what the sender costs. */
  cost: { amount: number; currency: string } | null;
  warnings: readonly string[];
}

/** A template that was approved at Meta, and what stands at its places. All texts are Handlebars. */
export interface WhatsappTemplateContent {
  /** At Twilio the ContentSid. */
  name: string;
  /** Exactly the code under which it was approved. */
  language: string;
  /** In their order, or by their names. */
  body: Array<{ name?: string; text: string }>;
  header?: { kind: 'text' | 'image' | 'video' | 'document'; value: string; filename?: string };
  /** The ends of the addresses of buttons. */
  buttons?: Array<{ index: number; suffix: string; name?: string }>;
}

export interface WhatsappContent {
  /** BCP 47 tag of the contacts. The first content is what other languages fall back to. */
  language: string;
  /** Goes only within 24 hours of what the contact wrote last. */
  text?: string;
  /** Goes at all other times. */
  template?: WhatsappTemplateContent;
}

export interface WhatsappRequest {
  contact: ContactReference;
  contents: WhatsappContent[];
  purpose: 'promotional' | 'transactional';
  /** Values for the templates beside contact, order and event, which are filled in. */
  data: IDataObject;
  /** The id of a sender; the default of the purpose where left out. */
  sender?: string;
  /** Overrides the contact's own number. */
  to?: string;
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface WhatsappReceipt {
  messageId: string;
  verdict: 'send' | 'defer' | 'skip';
  reason: string;
  language: string;
  recipient: string;
  /** What would go now; null where neither can. */
  form: 'text' | 'template' | null;
  template: { name: string; language: string } | null;
}
