import type { IDataObject } from 'n8n-workflow';

import type { ContactReference } from './people';

/** What a push message says to contacts of one language. All texts are Handlebars. */
export interface PushContent {
  language: string;
  title: string;
  text?: string;
  /** Where a click leads. */
  url?: string;
  icon?: string;
  image?: string;
}

export interface PushRequest {
  contact: ContactReference;
  contents: PushContent[];
  purpose: 'promotional' | 'transactional';
  /** Values for the templates beside contact, order and event, which are filled in. */
  data: IDataObject;
  /** A browser that is off for longer does not get it; 24 where left out. */
  expiresInHours?: number;
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface PushReceipt {
  messageId: string;
  verdict: 'send' | 'defer' | 'skip';
  reason: string;
  language: string;
  /** How many browsers of the contact take push messages now. */
  devices: number;
}

/** What an on-site message says in one language. All texts are Handlebars. */
export interface OnsiteContent {
  language: string;
  title?: string;
  text?: string;
  button?: string;
  /** Where the button leads. */
  url?: string;
  image?: string;
}

export interface OnsiteRequest {
  contact: ContactReference;
  /** What a site calls a browser, in place of a contact. */
  visitor?: string;
  contents: OnsiteContent[];
  kind: 'popup' | 'banner' | 'chat';
  /** When a page shows it: at once, or once its visitor rests, is about to leave, or has trouble with a card. */
  moment: 'now' | 'idle' | 'exit' | 'cardError';
  purpose: 'promotional' | 'transactional';
  /** Values for the templates beside contact, order and event, which are filled in. */
  data: IDataObject;
  /** After so many hours it is shown no more; 168 where left out. */
  expiresInHours?: number;
  /** Whether the step shows it to somebody again: never, each time, or after so many days; never where left out. */
  repeat?: 'once' | 'always' | number;
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface OnsiteReceipt {
  messageId: string;
  verdict: 'send' | 'defer' | 'skip';
  reason: string;
  language: string;
  /** The visitor; empty for a contact, who may come with any of their browsers. */
  recipient: string;
  kind: 'popup' | 'banner' | 'chat';
}
