import type { IDataObject } from 'n8n-workflow';

/** Who is meant: by Aftercart's own id, or by address. The first that is given is used. */
export interface ContactReference {
  id?: number;
  email?: string;
  phone?: string;
}

export interface ScoreRequest {
  contact: ContactReference;
  /** The name of a score; `total`, all of them together, can only be read. */
  score: string;
  change?: { operation: 'add' | 'subtract' | 'set'; points: number };
  /** For people, in the contact's ledger. */
  reason?: string;
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface ScoreReceipt {
  score: string;
  value: number;
  previous: number;
  /** What was given of what was asked for: bounds and limits keep some back. */
  points: number;
  /** All scores of the contact together. */
  total: number;
  /** The thresholds that these points crossed. */
  crossed: Array<{ id: string; name: string; value: number; direction: 'up' | 'down' }>;
}

/** What is to be different of a contact. */
export interface ContactUpdateRequest {
  contact: ContactReference;
  /** By name. An empty text empties the field, what is left out stays. */
  fields: Partial<Record<'firstName' | 'lastName' | 'locale' | 'country' | 'timeZone', string>>;
  attributes: AttributeChange[];
  addTags: string[];
  removeTags: string[];
  /** Lists by id or by name. */
  joinLists: string[];
  leaveLists: string[];
  /** Whether custom fields and lists that do not exist are made. */
  createMissing: boolean;
  itemIndex: number;
}

export interface AttributeChange {
  name: string;
  /** A text is read as one of the field's type; null takes the value away. */
  value: string | number | boolean | null;
  /** Of a field that is made; one that exists keeps its own. */
  type: 'text' | 'number' | 'date' | 'boolean';
}

export interface ContactUpdateReceipt {
  /** The contact as they are now, as triggers give them, and their `attributes`. */
  contact: IDataObject;
  /** What is different now, in words: `locale`, `attributes.tier`, `tag +vip`, `list -Sleepers`. */
  changed: string[];
}

/** What a contact said. Nothing is granted without a basis. */
export interface ConsentUpdateRequest {
  contact: ContactReference;
  channels: ConsentReceipt['channel'][];
  purpose: ConsentReceipt['purpose'];
  status: 'granted' | 'withdrawn';
  basis?: ConsentReceipt['basis'];
  /** How it is known. What a journey concludes by itself never undoes a withdrawal. */
  source: 'form' | 'reply' | 'journey';
  /** What they agreed to or wrote. */
  wording?: string;
  itemIndex: number;
}

/** How a consent stands. */
export interface ConsentReceipt {
  channel: 'email' | 'sms' | 'whatsapp' | 'push' | 'onsite';
  purpose: 'promotional' | 'transactional';
  status: 'granted' | 'pending' | 'withdrawn';
  basis: 'explicit' | 'double_opt_in' | 'customer_exception';
}
