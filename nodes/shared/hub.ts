import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { HttpHub } from './http-hub';
import type { OnsiteReceipt, OnsiteRequest, PushReceipt, PushRequest } from './hub/browser-messages';
import type {
  Decision,
  DecisionRequest,
  SalesDataRequest,
  SalesFigures,
  VariantChoice,
  VariantRequest,
  VariantResults,
  VariantResultsRequest,
} from './hub/conditions';
import type {
  EmailRequest,
  MessageReceipt,
  SmsReceipt,
  SmsRequest,
  WhatsappReceipt,
  WhatsappRequest,
} from './hub/messages';
import type {
  ConsentReceipt,
  ConsentUpdateRequest,
  ContactReference,
  ContactUpdateReceipt,
  ContactUpdateRequest,
  ScoreReceipt,
  ScoreRequest,
} from './hub/people';
import type { CouponReceipt, CouponRequest, RecommendationRequest, RecommendedProduct } from './hub/products';
import type { SubscriptionRequest } from './hub/triggers';
import type { TimeArm, WaitArm } from './wait-arm';

export type * from './hub/browser-messages';
export type * from './hub/conditions';
export type * from './hub/messages';
export type * from './hub/people';
export type * from './hub/products';
export type * from './hub/triggers';

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
  /** What became of the ways of the A/B splits of the workflow that asks. */
  variantResults(request: VariantResultsRequest): Promise<VariantResults[]>;
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
  /** Writes a push message to the contact's browsers and queues it. */
  sendPush(request: PushRequest): Promise<PushReceipt>;
  /** Lets a message wait for the contact, or for a visitor, on the pages of a site. */
  showOnsite(request: OnsiteRequest): Promise<OnsiteReceipt>;
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

export interface WaitRequest {
  contact: ContactReference;
  byTime: TimeArm;
  /** What else can end the wait; of those that come true at once the first. None: only time does. */
  arms: WaitArm[];
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
