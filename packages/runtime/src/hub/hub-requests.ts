import type { SalesFilter } from '../audiences';
import type { ConsentChannel, ConsentPurpose, ConsentState } from '../consent';
import type { Attribute } from '../contacts';
import type { ShopCouponTerms } from '../coupons';
import type { TimeArm, WaitArm } from '../engine';
import type { TriggerFilter } from '../events';
import type { VariantRequest } from '../experiments';
import type { RecommendationRequest } from '../insights';
import type {
  AddressedChannel,
  Layout,
  LocalizedContent,
  OnsiteRequest,
  PushRequest,
  WhatsappContent,
} from '../messages';

/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export interface ContactReference {
  id?: number;
  email?: string;
  phone?: string;
}

/** The instants that windows begin at and are counted back from. */
export interface MomentRequest {
  /** ISO instant; now where left out. */
  asOf?: string;
  /** ISO instant at which the contact entered the journey, where the server does not know it. */
  enteredAt?: string;
  /** The message that `since: message` means; the journey's latest one where left out. */
  messageId?: string;
}

export interface SalesDataRequest extends MomentRequest {
  contact: ContactReference;
  filters: SalesFilter[];
}

export interface DecisionRequest extends MomentRequest {
  contact: ContactReference;
  /** Conditions as JSON: they are read before they are asked. */
  rules: unknown[];
}

export interface HubEmailRequest {
  contact: ContactReference;
  contents: LocalizedContent[];
  template?: string;
  purpose: 'promotional' | 'transactional';
  data: Record<string, unknown>;
  from?: string;
  sender?: string;
  replyTo?: string;
  layout?: Layout;
  to?: string;
  /** What becomes of it where the contact has got enough, or outside the hours of sending; `defer` where left out. */
  onCap?: 'defer' | 'skip';
  onClosed?: 'defer' | 'skip';
  /** For how long it may be put off; 7 days where left out. */
  deferAtMostHours?: number;
  itemIndex: number;
}

export interface HubSmsRequest {
  contact: ContactReference;
  contents: Array<{ language: string; text: string }>;
  purpose: 'promotional' | 'transactional';
  data: Record<string, unknown>;
  sender?: string;
  to?: string;
  optOutText?: boolean;
  shortLinks?: boolean;
  itemIndex: number;
}

export interface HubWhatsappRequest {
  contact: ContactReference;
  contents: WhatsappContent[];
  purpose: 'promotional' | 'transactional';
  data: Record<string, unknown>;
  sender?: string;
  to?: string;
  itemIndex: number;
}

export interface HubPushRequest extends Omit<PushRequest, 'workspace' | 'contact' | 'event'> {
  readonly contact: ContactReference;
  readonly itemIndex: number;
}

export interface HubOnsiteRequest extends Omit<OnsiteRequest, 'workspace' | 'contact' | 'event' | 'step'> {
  readonly contact: ContactReference;
  readonly itemIndex: number;
}

/** A code of a pool for a contact, or a coupon that the shop makes: one of both is named. */
export interface HubCouponRequest {
  contact: ContactReference;
  /** The name of the pool. */
  pool?: string;
  shopCoupon?: ShopCouponTerms;
  /** Only a contact who may get promotional messages by this channel gets one. */
  toldBy?: AddressedChannel;
  itemIndex: number;
}

/** Equal by name and shape to nodes/shared/hub.ts. */
export interface HubCouponReceipt {
  /** Null where there is none. */
  code: string | null;
  /** ISO 8601. */
  expiresAt: string | null;
  reason: 'given' | 'again' | 'exhausted' | 'limit' | 'expired' | 'unreachable';
}

/** Points for a contact, or, without a change, the question what they have. */
export interface ScoreRequest {
  contact: ContactReference;
  /** The name of a score; `total` can only be read. */
  score: string;
  change?: { operation: 'add' | 'subtract' | 'set'; points: number };
  /** For people, in the ledger. */
  reason?: string;
  itemIndex: number;
}

/** What is to be different of a contact. */
export interface ContactUpdateRequest {
  contact: ContactReference;
  /** An empty text empties a field. */
  fields: Partial<Record<'firstName' | 'lastName' | 'locale' | 'country' | 'timeZone', string>>;
  attributes: AttributeChange[];
  addTags: string[];
  removeTags: string[];
  /** By id or by name. */
  joinLists: string[];
  leaveLists: string[];
  createMissing: boolean;
  itemIndex: number;
}

export interface AttributeChange {
  name: string;
  /** A text is read as one of the field's type; null takes the value away. */
  value: string | number | boolean | null;
  /** Of a field that is made. */
  type: Exclude<Attribute['type'], 'enum'>;
}

export interface ContactUpdateReceipt {
  contact: Record<string, unknown>;
  changed: string[];
}

export interface ConsentUpdateRequest {
  contact: ContactReference;
  channels: ConsentChannel[];
  purpose: ConsentPurpose;
  status: 'granted' | 'withdrawn';
  /** Needed to grant. */
  basis?: ConsentState['basis'];
  source: 'form' | 'reply' | 'journey';
  wording?: string;
  itemIndex: number;
}

/** How a consent stands. */
export type ConsentReceipt = Pick<ConsentState, 'channel' | 'purpose' | 'status' | 'basis'>;

export interface HubRecommendationRequest extends RecommendationRequest {
  contact: ContactReference;
}

export type HubVariantRequest = VariantRequest & { contact: ContactReference };

/** The first of several things that a node waits for. Instants are UTC epoch ms. */
export interface WaitRequest {
  contact: ContactReference;
  byTime: TimeArm;
  arms: WaitArm[];
}

export interface SubscriptionRequest {
  filter: TriggerFilter;
  targetUrl: string;
}
