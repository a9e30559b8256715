import type { IncomingMessage, ServerResponse } from 'node:http';

import type { PageOffers, PushCalls } from '../browsers';
import type { ProviderCallbacks, ShortLinks } from '../callbacks';
import type { CalendarStore, SendingCalendars } from '../calendar';
import type { ConsentLinks, Consents, Preferences, Unsubscribing } from '../consent';
import type { AttributeStore, ContactImports, ContactStore, ContactWriter, ListStore } from '../contacts';
import type { PoolStore } from '../coupons';
import type { CredentialStore } from '../credentials';
import type { Database } from '../db';
import type { DeadLetters } from '../dead-letters';
import type { ExecutionStore } from '../engine';
import type { EventLog } from '../events';
import type {
  Downloads,
  FormLinks,
  FormStamps,
  FormStore,
  FormViews,
  MagnetContents,
  MagnetStore,
  RateLimit,
  Submissions,
} from '../forms';
import type { HubService } from '../hub';
import type { InsightsJob } from '../insights';
import type { JourneyControl } from '../journeys';
import type {
  BrandStore,
  MessagePreviews,
  MessageStore,
  Outbox,
  SenderStore,
  SenderTest,
  TemplateFaults,
  TemplateStore,
} from '../messages';
import type { N8nHost } from '../n8n-host';
import type { Reminders } from '../reminders';
import type { Esp, EspCall, FeedStore, FeedTokens, MailAnswer, ReturnCounts } from '../returns';
import type { Recounts, ScoreBook, Scores, ScoreStore, ScoreSweeps, ThresholdStore } from '../scores';
import type { SegmentStore, SegmentSweeps } from '../segments';
import type { DomainReport } from '../sender-domains';
import type { Clock, Logger } from '../shared';
import type { DeliveryHeaders, Partings, ShopConnections, ShopStore, WebhookAnswer } from '../shops';
import type { CrowdJobs, Simulator } from '../simulate';
import type { TemplateLibrary } from '../templates';
import type { CallReceiver, OutcomeCounts, SiteScripts, SiteStore } from '../sites';
import type { Fetches, Reactions } from '../tracking';
import type { WorkflowStore } from '../workflows';
import type { Admission } from './admission';

/** Everything that the HTTP server talks to. */
export interface HttpDependencies {
  readonly database: Database;
  readonly workflows: WorkflowStore;
  readonly executions: ExecutionStore;
  readonly credentials: CredentialStore;
  readonly contacts: ContactStore;
  readonly contactWriter: ContactWriter;
  readonly imports: ContactImports;
  readonly attributes: AttributeStore;
  readonly lists: ListStore;
  readonly consents: Consents;
  readonly preferences: Preferences;
  readonly reminders: Pick<Reminders, 'view' | 'change'>;
  readonly consentLinks: ConsentLinks;
  readonly calendarStore: CalendarStore;
  readonly sendingCalendars: Pick<SendingCalendars, 'load'>;
  readonly unsubscribing: Pick<Unsubscribing, 'view' | 'withdraw'>;
  readonly fetches: Pick<Fetches, 'clicked' | 'opened'>;
  readonly pageOffers: Pick<PageOffers, 'list' | 'show'>;
  readonly pushCalls: Pick<PushCalls, 'subscribe' | 'unsubscribe'>;
  readonly reactions: Pick<Reactions, 'take'>;
  readonly feeds: Pick<FeedStore, 'save' | 'list' | 'delete'>;
  readonly feedTokens: FeedTokens;
  /** Takes in a mail that came back. */
  receiveMail(workspace: number, raw: Buffer): Promise<MailAnswer>;
  /** Takes in what a mail service tells. */
  receiveEsp(workspace: number, provider: Esp, call: EspCall): Promise<ReturnCounts>;
  /** Asks DNS whether mails of a domain are believed. */
  checkDomain(domain: string, selector?: string): Promise<DomainReport>;
  readonly forms: FormStore;
  readonly formLinks: FormLinks;
  readonly formStamps: FormStamps;
  readonly formViews: FormViews;
  /** How often one network may send forms. */
  readonly formLimit: RateLimit;
  readonly submissions: Submissions;
  readonly magnets: MagnetStore;
  readonly magnetContents: MagnetContents;
  readonly downloads: Downloads;
  readonly events: EventLog;
  readonly messages: MessageStore;
  readonly brands: BrandStore;
  readonly messageTemplates: TemplateStore;
  readonly couponPools: PoolStore;
  readonly previews: Pick<MessagePreviews, 'preview' | 'sendTest'>;
  readonly outbox: Pick<Outbox, 'retryMessage'>;
  readonly senders: SenderStore;
  readonly templateFaults: Pick<TemplateFaults, 'list' | 'forget'>;
  readonly senderTest: Pick<SenderTest, 'send'>;
  /** What providers tell. */
  readonly callbacks: Pick<ProviderCallbacks, 'receive'>;
  readonly shortLinks: Pick<ShortLinks, 'follow'>;
  readonly segments: SegmentStore;
  readonly segmentSweeps: Pick<SegmentSweeps, 'wake'>;
  readonly scores: Pick<Scores, 'give' | 'preview'>;
  readonly scoreBook: ScoreBook;
  readonly scoreStore: ScoreStore;
  readonly scoreSweeps: Pick<ScoreSweeps, 'wake'>;
  readonly recounts: Pick<Recounts, 'request' | 'get'>;
  readonly thresholds: ThresholdStore;
  readonly insights: Pick<InsightsJob, 'request' | 'status'>;
  readonly shops: ShopStore;
  readonly connections: Pick<
    ShopConnections,
    'connect' | 'change' | 'disconnect' | 'test' | 'import' | 'health' | 'setAside'
  >;
  readonly partings: Pick<Partings, 'list' | 'giveUp'>;
  readonly sites: SiteStore;
  readonly siteCalls: Pick<CallReceiver, 'receive'>;
  readonly siteCounts: Pick<OutcomeCounts, 'since'>;
  readonly siteScripts: Pick<SiteScripts, 'of' | 'worker'>;
  readonly simulator: Pick<Simulator, 'run' | 'crowd'>;
  readonly crowds: Pick<CrowdJobs, 'begin' | 'get' | 'cancel'>;
  readonly templates: Pick<TemplateLibrary, 'list' | 'get'>;
  /** The icons of our nodes. */
  readonly iconsFolder: string;
  readonly host: Pick<N8nHost, 'check' | 'nodeTypes'>;
  readonly live: LiveControl;
  readonly journeys: JourneyControl;
  readonly engine: EngineControl;
  readonly deadLetters: Pick<DeadLetters, 'list' | 'retry' | 'retryAll'>;
  readonly hub: Pick<
    HubService,
    | 'salesData'
    | 'decide'
    | 'chooseVariant'
    | 'changeScore'
    | 'recommend'
    | 'sendEmail'
    | 'sendSms'
    | 'sendWhatsapp'
    | 'sendPush'
    | 'showOnsite'
    | 'createCoupon'
    | 'updateContact'
    | 'updateConsent'
    | 'subscribe'
    | 'isSubscribed'
    | 'unsubscribe'
  >;
  receiveShopWebhook(shopId: string, delivery: { headers: DeliveryHeaders; rawBody: Buffer }): Promise<WebhookAnswer>;
  /** A Magento shop says that something has happened there. */
  receiveShopHint(shopId: string, delivery: { headers: DeliveryHeaders; rawBody: Buffer }): Promise<WebhookAnswer>;
  /** Writes the answer itself. What it throws before it wrote one is answered as any other error. */
  receiveNodeWebhook(
    call: NodeWebhookCall,
    request: IncomingMessage,
    response: ServerResponse,
    rawBody: Buffer,
  ): Promise<void>;
  /** Facts for whoever watches the server; everybody can read them. Rejects when the database does not answer. */
  health(): Promise<Readonly<Record<string, unknown>>>;
  /** Lets requests of shops and callers in; one with the usual limits where left out. */
  readonly admission?: Admission;
  readonly apiKey: string;
  /** Whose data the API key opens. */
  readonly workspace: number;
  /** Where shops and browsers reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** The proxies whose word counts on who calls: addresses, networks, or fastify's names for some; none where left out. */
  readonly trustedProxies?: readonly string[];
  /** The built editor. Need not exist. */
  readonly editorFolder: string;
  /** IANA zone that pages show instants in; UTC where left out. */
  readonly timeZone?: string;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** What is live. */
export interface LiveControl {
  /**
   * Publishes the draft and makes it live; what was live stays so when it throws because of the draft.
   * @throws the code of the first thing that keeps it from running
   */
  activate(workspace: number, workflowId: string): Promise<unknown>;
  deactivate(workspace: number, workflowId: string): Promise<unknown>;
}

/** What a person asks of the engine. */
export interface EngineControl {
  /** @throws WORKFLOW_NOT_FOUND, WORKFLOW_HAS_NO_TRIGGER or the code of the first thing that keeps it from running */
  runByHand(workspace: number, workflowId: string): Promise<{ executionId: number }>;
  /** @throws EXECUTION_NOT_FOUND */
  retry(workspace: number, executionId: number): Promise<{ executionId: number }>;
  /** @throws EXECUTION_NOT_FOUND */
  stopExecution(workspace: number, executionId: number): Promise<void>;
}

export interface NodeWebhookCall {
  readonly method: string;
  /** Below /webhook or /webhook-waiting, decoded, without slashes at its ends. */
  readonly path: string;
  /** Whether it opens an execution or resumes one. */
  readonly kind: 'live' | 'waiting';
}
