import type { IDataObject, IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { HttpHub } from './http-hub';
import type { Rule } from './rule';
import type { TimeArm, WaitArm } from './wait-arm';

/**
 * What our nodes reach contacts, sales data and messaging through. Two implementations: in our own runtime the host
 * puts an in-process one into the run's additional data, bound to the execution and its unit of work; in a stock n8n
 * it is `HttpHub`, which talks to an Aftercart server with the `aftercartApi` credential.
 */
export interface Hub {
  /** Counts and sums of a contact's orders, one answer per group of filters. */
  salesData(request: SalesDataRequest): Promise<SalesFigures[]>;
  /** Which of several rules hold of a contact, and the facts that decided. */
  decide(request: DecisionRequest): Promise<Decision[]>;
  /** The way of a contact at an A/B split: always the same one for the same contact. */
  chooseVariant(request: VariantRequest): Promise<VariantChoice>;
  /** Gives a contact points, once for each item and visit of a node; without a change it only says what there is. */
  changeScore(request: ScoreRequest): Promise<ScoreReceipt>;
  /** Names products for a contact; none where there are none. */
  recommend(request: RecommendationRequest): Promise<RecommendedProduct[]>;
  /** Gives a contact a coupon, once for each item and visit of a node. */
  createCoupon(request: CouponRequest): Promise<CouponReceipt>;
  /** Changes what is known of a contact. The nodes that follow see it, and events tell others of it. */
  updateContact(request: ContactUpdateRequest): Promise<ContactUpdateReceipt>;
  /** Records what a contact said about being written to, once for each item and visit of a node. */
  updateConsent(request: ConsentUpdateRequest): Promise<ConsentReceipt[]>;
  /** Queues a message. Resolves before it is sent: the message id follows it from then on. */
  sendEmail(request: EmailRequest): Promise<MessageReceipt>;
  /** Writes a text message and queues it. */
  sendSms(request: SmsRequest): Promise<SmsReceipt>;
  /** The same by WhatsApp: a text while the contact may get one, else a template. */
  sendWhatsapp(request: WhatsappRequest): Promise<WhatsappReceipt>;
  /**
   * Arms a wait of several ways out, before the node calls `putExecutionToWait` with the time of `byTime`. The first way
   * that opens resumes the execution at its output. What has happened already, as far back as an arm looks, counts.
   */
  armWait(request: WaitRequest): Promise<void>;
  /** Asks for events to be posted to a URL. Only a stock n8n needs it: our runtime's router enters workflows itself. */
  subscribe(request: SubscriptionRequest): Promise<{ id: string; secret: string }>;
  isSubscribed(id: string): Promise<boolean>;
  /** Says for the journey's ledger what a decision was made by. Only our own runtime keeps one. */
  note?(text: string): void;
  unsubscribe(id: string): Promise<void>;
}

/** Who is meant: by Aftercart's own id, or by address. The first that is given is used. */
export interface ContactReference {
  id?: number;
  email?: string;
  phone?: string;
}

/** When something has to have happened to count. */
export interface Window {
  /** In the last so many hours before `asOf`. */
  withinHours?: number;
  /** ISO 8601: from this instant on, and until that one. */
  from?: string;
  to?: string;
  /** Where the days of `from` and `to` are; in the workspace's time zone where left out. */
  zone?: 'workspace' | 'contact';
  /** Since the contact entered the journey, came to the node, or was sent the message before it. */
  since?: 'entry' | 'node' | 'message';
}

export interface SalesFilter extends Window {
  /** Order statuses that count. Empty: every status that is a purchase (paid or to be paid on delivery). */
  statuses?: string[];
  /** Shop ids of products or variations, SKUs, category ids or slugs or names: an order counts when one of its lines matches. */
  productIds?: string[];
  skus?: string[];
  categories?: string[];
  /** Smallest order total that counts, in major units as the shop writes it ("49.90"). */
  minimumTotal?: string;
}

/** The instants that windows begin at and are counted back from. */
export interface MomentRequest {
  /** ISO instant that windows are counted back from; now where it is left out. */
  asOf?: string;
  /** ISO instant at which the journey began. Our own runtime knows it by itself. */
  enteredAt?: string;
  /** The message that windows "since the message" begin at; the journey's latest where it is left out. */
  messageId?: string;
}

export interface SalesDataRequest extends MomentRequest {
  contact: ContactReference;
  filters: SalesFilter[];
}

export interface DecisionRequest extends MomentRequest {
  contact: ContactReference;
  rules: Rule[];
}

export interface Decision {
  holds: boolean;
  seen: Array<{ fact: string; value: unknown }>;
}

export interface VariantRequest {
  contact: ContactReference;
  /** What makes two questions the same test. */
  test: string;
  variants: Array<{ name: string; weight: number }>;
  /** The share of contacts that take no variant at all, in percent. */
  holdout: number;
  /** Contacts to come take the variant that converted best once so many hours have passed since the first contact. */
  winner?: { afterHours: number; conversion: 'bought' | 'clicked' | 'opened' };
}

export interface VariantChoice {
  /** Null for a contact of the holdout. */
  variant: string | null;
  by: 'chance' | 'again' | 'winner' | 'holdout';
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

export type RecommendationStrategy =
  'alsoBought' | 'nextBestOffer' | 'bestSellers' | 'recentlyViewed' | 'replenishment';

export interface RecommendationRequest {
  contact: ContactReference;
  /** Tried one after the other until there are enough products. */
  strategies: RecommendationStrategy[];
  limit: number;
  /** Ids or SKUs that others go with; those of the contact's latest order where left out. */
  products?: string[];
  /** Ids, slugs or names. */
  categories?: string[];
  exclude?: string[];
  /** Major units. */
  minimumPrice?: number;
  maximumPrice?: number;
  shop?: string;
  includesOwned?: boolean;
  dueWithinDays?: number;
}

export interface RecommendedProduct {
  id: string;
  sku: string;
  name: string;
  /** Major units of `currency`; null where the shop gives none. */
  price: number | null;
  currency: string | null;
  /** As the contact's language writes it. */
  priceText: string | null;
  url: string | null;
  image: string | null;
  shop: string;
  strategy: RecommendationStrategy;
  /** Replenishment: when the contact is likely to need it again. */
  dueAt: string | null;
}

/** Amounts are major units of `currency`, exact to its last decimal. Orders in other currencies count but do not add up. */
export interface SalesFigures {
  /** How many orders match. */
  count: number;
  /** Whether the contact's very first purchase is among them. */
  includesFirstPurchase: boolean;
  sum: number;
  average: number;
  largest: number;
  /** The latest matching order's. */
  latest: number;
  /** Of the latest matching order; null without one. */
  currency: string | null;
  firstAt: string | null;
  lastAt: string | null;
}

export interface LocalizedContent {
  /** BCP 47 tag: en, he, ar, … The first content is what other languages fall back to. */
  language: string;
  subject: string;
  /** HTML with Handlebars. */
  body: string;
  /** What lists of mails show after the subject; Handlebars. */
  preheader?: string;
}

export interface CouponRequest {
  contact: ContactReference;
  /** The name of a coupon pool. */
  pool?: string;
  /** What the shop is to make, in place of a code of a pool. */
  shopCoupon?: {
    /** The id of a shop; the oldest that can where left out. */
    shop?: string;
    kind: 'percent' | 'amount';
    /** Percent, or major units of the shop's currency. */
    amount: string;
    validDays?: number;
    prefix?: string;
    minimumTotal?: string;
  };
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface CouponReceipt {
  /** Null where there is none. */
  code: string | null;
  /** ISO 8601; null for a code without an end. */
  expiresAt: string | null;
  /** `again`: it was given at this place before. The last three: why there is none. */
  reason: 'given' | 'again' | 'exhausted' | 'limit' | 'expired';
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

/** What a trigger node waits for. Stored with a subscription; matched by the server in both places. */
export interface TriggerFilter {
  /**
   * Event types: "order.placed", "order.status_changed", … One of them exists only here: "order.first_purchase" is an
   * "order.placed" whose payload says `order.isFirstPurchase`.
   */
  events: string[];
  /** Only of this shop connection; every shop where left out. */
  shop?: string;
  /** Only of shops of this kind: "woocommerce", "magento"; of every kind where left out. */
  shopType?: string;
  /** For order.status_changed: the new statuses that count. */
  toStatuses?: string[];
  statuses?: string[];
  productIds?: string[];
  skus?: string[];
  categories?: string[];
  /** Smallest total of an order or a cart that counts, in major units. */
  minimumTotal?: string;
  /** Only these lists and segments (ids), for their events; every one where left out. */
  lists?: string[];
  segments?: string[];
  /** For date.reached: which dates, and when. */
  dates?: DateSpec[];
  /** Whom of those who are in the lists and segments already it takes in, too. */
  members?: MembersSpec;
  /** What has to hold of the event's own fields, all of it. */
  fields?: FieldFilter[];
  /** For events that tell that something did not happen ("cart.abandoned"): for how many minutes it has not. */
  afterMinutes?: number;
  /** For "interest.…": whom a product's event is told to, and how fast. */
  interest?: InterestFilter;
  /** A path into the event, such as "cart.id": each value of it starts once. */
  onceBy?: string;
}

/** A date of each contact, and when it is reached. Defaults are filled in: two that mean the same are the same. */
export interface DateSpec {
  /** `createdAt`, `firstOrder`, `lastOrder`, or an attribute: `attributes.birthday`. */
  field: string;
  /** How far after the date; negative before it. */
  offset: { amount: number; unit: 'days' | 'months' };
  timeOfDay: { hour: number; minute: number };
  /** Whose clock and calendar count: the contact's (else their country's, else the workspace's), or the workspace's. */
  zone: 'contact' | 'workspace';
  repeat: 'yearly' | 'monthly' | 'once';
  /** When 29 February is celebrated in the years between. */
  leapDay: 'february28' | 'march1';
  /** So many hours late it still counts, after the server was down. */
  lateHours: number;
}

/** How the members that a list or segment has already are taken in. */
export interface MembersSpec {
  /** `also`: besides those who join later; `only`: nobody else, a campaign that is sent once. */
  who: 'also' | 'only';
  /** So many of them at most in each `per`, evenly. */
  count: number;
  per: 'minute' | 'hour';
  /** ISO 8601, in the workspace's time zone where it has no offset; at once where left out. */
  startAt?: string;
  /** Whether somebody who has left before their turn is taken in all the same. */
  leavers: 'skip' | 'take';
  /** Another word takes everybody in once more. */
  round?: string;
}

/** One question about a field of the event: a path, and a comparison as in conditions. */
export interface FieldFilter {
  /** Of several the values of all are looked at. */
  field: string | string[];
  operator: string;
  value?: string | number | boolean | Array<string | number | boolean>;
  /** Asked of these types of events only; of every one where left out. */
  only?: string[];
  /** Whose days a date means: the workspace's where left out. */
  zone?: 'workspace' | 'contact';
}

/** Which contacts an event of a product is told to. */
export interface InterestFilter {
  /** How they have shown interest: one of these is enough. */
  kinds: Array<'viewed' | 'wishlist' | 'cart' | 'bought'>;
  /** How long ago they showed it at most. */
  withinDays: number;
  /** How much the price has to have fallen: percent of the price before, and major units ("5"). */
  minimumDropPercent?: number;
  minimumDrop?: string;
  /** Leaves out whoever has bought the product since they showed interest. */
  skipBuyers?: boolean;
  /** Tells also contacts of whom neither an e-mail address nor a phone number is known. */
  anonymous?: boolean;
  /** How many contacts are told in a minute. */
  perMinute: number;
}

export interface WaitRequest {
  contact: ContactReference;
  byTime: TimeArm;
  /** What else can end the wait; of those that come true at once the first. None: only time does. */
  arms: WaitArm[];
}

export interface SubscriptionRequest {
  filter: TriggerFilter;
  targetUrl: string;
}

/** A trigger node of ours says what it waits for, given its resolved parameters. Our router calls it; so does `subscribe`. */
export interface EventTrigger {
  /** Only shops of this kind start it; of every kind where left out. */
  readonly shopType?: string;
  triggerFilter(parameters: IDataObject): TriggerFilter;
}

type NodeContext = IExecuteFunctions | IHookFunctions | IWebhookFunctions;

/** Where a call comes from: part of the idempotency key of its effects. */
export interface CallSite {
  node: string;
  /** How often the node ran before in this execution. */
  visit: number;
}

/** What our host puts into the run's additional data, as `aftercart`. */
export interface HubSource {
  at(site: CallSite): Hub;
  /** The engine's clock, epoch ms: virtual in a simulation. The machine's clock where it is left out. */
  now?(): number;
}

// n8n-core keeps both on every context of a run without declaring them; a stock n8n has no `aftercart` there.
interface ContextInternals {
  additionalData?: { aftercart?: HubSource };
  runIndex?: number;
}

/** The hub of the place that the node runs in. */
export function hubOf(context: NodeContext): Hub {
  const { additionalData, runIndex = 0 } = context as ContextInternals;
  const source = additionalData?.aftercart;
  if (!source) return new HttpHub(context, runIndex);
  return source.at({ node: context.getNode().name, visit: runIndex });
}

/** What time it is for a node, epoch ms: a wait that is simulated must not read the machine's clock. */
export function nowOf(context: NodeContext): number {
  const { additionalData } = context as ContextInternals;
  return additionalData?.aftercart?.now?.() ?? Date.now();
}
