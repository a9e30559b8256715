import type {
  CallSite,
  ConsentReceipt,
  ConsentUpdateRequest,
  ContactUpdateReceipt,
  ContactUpdateRequest,
  CouponReceipt,
  CouponRequest,
  Decision,
  DecisionRequest,
  EmailRequest,
  Hub,
  HubSource,
  MessageReceipt,
  OnsiteReceipt,
  OnsiteRequest,
  PushReceipt,
  PushRequest,
  RecommendationRequest,
  RecommendedProduct,
  SalesDataRequest,
  SalesFigures,
  SalesFilter,
  ScoreReceipt,
  ScoreRequest,
  SmsReceipt,
  SmsRequest,
  VariantChoice,
  VariantRequest,
  VariantResults,
  VariantResultsRequest,
  WaitRequest,
  WhatsappReceipt,
  WhatsappRequest,
} from '../../nodes/shared/hub';

export const NO_SALES: SalesFigures = {
  count: 0,
  includesFirstPurchase: false,
  sum: 0,
  average: 0,
  largest: 0,
  latest: 0,
  currency: null,
  firstAt: null,
  lastAt: null,
};

/** A hub that answers what a test tells it and keeps what it was asked: the other side of the nodes' contract. */
export class RecordingHub implements Hub, HubSource {
  readonly questions: SalesDataRequest[] = [];
  readonly emails: (EmailRequest & CallSite)[] = [];
  readonly texts: (SmsRequest & CallSite)[] = [];
  readonly whatsapps: (WhatsappRequest & CallSite)[] = [];
  readonly pushes: (PushRequest & CallSite)[] = [];
  readonly onsites: (OnsiteRequest & CallSite)[] = [];
  readonly decisions: DecisionRequest[] = [];
  readonly waits: WaitRequest[] = [];
  readonly notes: string[] = [];
  readonly variants: VariantRequest[] = [];
  readonly scores: (ScoreRequest & CallSite)[] = [];
  readonly recommendations: RecommendationRequest[] = [];
  receipt: ScoreReceipt = { score: 'engagement', value: 10, previous: 0, points: 10, total: 10, crossed: [] };
  products: RecommendedProduct[] = [];
  readonly coupons: (CouponRequest & CallSite)[] = [];
  coupon: CouponReceipt = { code: 'HELLO10', expiresAt: null, reason: 'given' };
  readonly updates: (ContactUpdateRequest & CallSite)[] = [];
  readonly consents: (ConsentUpdateRequest & CallSite)[] = [];
  readonly resultRequests: VariantResultsRequest[] = [];
  results: VariantResults[] = [];
  choice: VariantChoice = { variant: null, by: 'holdout' };
  /** Which of the rules that are asked about hold. */
  holding: (rule: DecisionRequest['rules'][number]) => boolean = () => false;
  private site: CallSite = { node: '', visit: 0 };

  constructor(
    private readonly figuresOf: (filter: SalesFilter) => Partial<SalesFigures> = () => ({}),
    readonly now: () => number = () => Date.parse('2026-11-22T10:00:00Z'),
  ) {}

  at(site: CallSite): Hub {
    this.site = site;
    return this;
  }

  async salesData(request: SalesDataRequest): Promise<SalesFigures[]> {
    this.questions.push(request);
    return request.filters.map((filter) => ({ ...NO_SALES, ...this.figuresOf(filter) }));
  }

  async variantResults(request: VariantResultsRequest): Promise<VariantResults[]> {
    this.resultRequests.push(request);
    return this.results;
  }

  async decide(request: DecisionRequest): Promise<Decision[]> {
    this.decisions.push(request);
    return request.rules.map((rule) => ({ holds: this.holding(rule), seen: [{ fact: 'fact', value: 1 }] }));
  }

  note(text: string): void {
    this.notes.push(text);
  }

  async chooseVariant(request: VariantRequest): Promise<VariantChoice> {
    this.variants.push(request);
    return this.choice;
  }

  async changeScore(request: ScoreRequest): Promise<ScoreReceipt> {
    this.scores.push({ ...request, ...this.site });
    return this.receipt;
  }

  async recommend(request: RecommendationRequest): Promise<RecommendedProduct[]> {
    this.recommendations.push(request);
    return this.products;
  }

  async createCoupon(request: CouponRequest): Promise<CouponReceipt> {
    this.coupons.push({ ...request, ...this.site });
    return this.coupon;
  }

  async updateContact(request: ContactUpdateRequest): Promise<ContactUpdateReceipt> {
    this.updates.push({ ...request, ...this.site });
    return { contact: { ...request.contact, locale: 'he' }, changed: ['locale'] };
  }

  async updateConsent(request: ConsentUpdateRequest): Promise<ConsentReceipt[]> {
    this.consents.push({ ...request, ...this.site });
    const { channels, purpose, status, basis = 'explicit' } = request;
    return channels.map((channel) => ({ channel, purpose, status, basis }));
  }

  async sendEmail(request: EmailRequest): Promise<MessageReceipt> {
    this.emails.push({ ...request, ...this.site });
    const { language = '', subject = '' } = request.contents[0] ?? {};
    const messageId = `message-${this.emails.length}`;
    return { messageId, verdict: 'send', reason: 'sent', language, subject, recipient: 'anna@example.com' };
  }

  async sendSms(request: SmsRequest): Promise<SmsReceipt> {
    this.texts.push({ ...request, ...this.site });
    const { language = '', text = '' } = request.contents[0] ?? {};
    const figures = { encoding: 'GSM-7', segments: 1, units: text.length, left: 160 - text.length } as const;
    const messageId = `text-${this.texts.length}`;
    const decided = { messageId, verdict: 'send', reason: 'sent', language, recipient: '+972502345678' } as const;
    return { ...decided, text, ...figures, cost: null, warnings: [] };
  }

  async sendWhatsapp(request: WhatsappRequest): Promise<WhatsappReceipt> {
    this.whatsapps.push({ ...request, ...this.site });
    const { language = '', template } = request.contents[0] ?? {};
    const messageId = `message-${this.whatsapps.length}`;
    const sent = { messageId, verdict: 'send', reason: 'sent', language, recipient: '+972502345678' } as const;
    return {
      ...sent,
      form: 'template',
      template: template ? { name: template.name, language: template.language } : null,
    };
  }

  async sendPush(request: PushRequest): Promise<PushReceipt> {
    this.pushes.push({ ...request, ...this.site });
    const { language = '' } = request.contents[0] ?? {};
    return { messageId: `push-${this.pushes.length}`, verdict: 'send', reason: 'sent', language, devices: 1 };
  }

  async showOnsite(request: OnsiteRequest): Promise<OnsiteReceipt> {
    this.onsites.push({ ...request, ...this.site });
    const { kind, visitor: recipient = '' } = request;
    const { language = '' } = request.contents[0] ?? {};
    const messageId = `onsite-${this.onsites.length}`;
    return { messageId, verdict: 'send', reason: 'it waits', language, recipient, kind };
  }

  async armWait(request: WaitRequest): Promise<void> {
    this.waits.push(request);
  }

  async subscribe(): Promise<{ id: string; secret: string }> {
    throw new Error('Inside Aftercart no trigger subscribes');
  }

  async isSubscribed(): Promise<boolean> {
    return false;
  }

  async unsubscribe(): Promise<void> {
    throw new Error('Inside Aftercart no trigger subscribes');
  }
}
