import type {
  IDataObject,
  IExecuteFunctions,
  IHookFunctions,
  IHttpRequestMethods,
  IWebhookFunctions,
  JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UnexpectedError } from 'n8n-workflow';

import type {
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
  MessageReceipt,
  OnsiteReceipt,
  OnsiteRequest,
  PushReceipt,
  PushRequest,
  RecommendationRequest,
  RecommendedProduct,
  SalesDataRequest,
  SalesFigures,
  ScoreReceipt,
  ScoreRequest,
  SmsReceipt,
  SmsRequest,
  SubscriptionRequest,
  VariantChoice,
  VariantRequest,
  VariantResults,
  WaitRequest,
  WhatsappReceipt,
  WhatsappRequest,
} from './hub';
import { eventReference } from './event-reference';
import { parkItems } from './park-items';

const CREDENTIAL = 'aftercartApi';
const TIMEOUT_MS = 30_000;

interface Answer {
  statusCode: number;
  body: unknown;
}

/**
 * The hub of a node that runs in a stock n8n: an Aftercart server, reached over HTTP with the `aftercartApi`
 * credential. Every refusal becomes a NodeApiError with the server's own words.
 */
export class HttpHub implements Hub {
  constructor(
    private readonly context: IExecuteFunctions | IHookFunctions | IWebhookFunctions,
    /** How often the node ran before in this execution. */
    private readonly visit: number,
  ) {}

  async salesData(request: SalesDataRequest): Promise<SalesFigures[]> {
    this.requireContact(request.contact);
    return await this.call<SalesFigures[]>('POST', 'sales-data', request);
  }

  async decide(request: DecisionRequest): Promise<Decision[]> {
    this.requireContact(request.contact);
    return await this.call<Decision[]>('POST', 'decisions', request);
  }

  async chooseVariant(request: VariantRequest): Promise<VariantChoice> {
    this.requireContact(request.contact);
    // Ids of nodes are copied with their workflow: another installation, or a copy, is another test.
    const test = [this.context.getInstanceId(), this.context.getWorkflow().id, request.test].join(':');
    return await this.call<VariantChoice>('POST', 'variants', { ...request, test });
  }

  async changeScore(request: ScoreRequest): Promise<ScoreReceipt> {
    this.requireContact(request.contact);
    const idempotencyKey = this.idempotencyKey(request.itemIndex);
    return await this.call<ScoreReceipt>('POST', 'scores', { ...request, idempotencyKey });
  }

  async recommend(request: RecommendationRequest): Promise<RecommendedProduct[]> {
    this.requireContact(request.contact);
    return await this.call<RecommendedProduct[]>('POST', 'recommendations', request);
  }

  async sendEmail(request: EmailRequest): Promise<MessageReceipt> {
    if (!request.to) this.requireContact(request.contact);
    return await this.call<MessageReceipt>('POST', 'emails', { ...request, ...this.origin(request.itemIndex) });
  }

  async sendSms(request: SmsRequest): Promise<SmsReceipt> {
    if (!request.to) this.requireContact(request.contact);
    return await this.call<SmsReceipt>('POST', 'sms', { ...request, ...this.origin(request.itemIndex) });
  }

  async sendWhatsapp(request: WhatsappRequest): Promise<WhatsappReceipt> {
    if (!request.to) this.requireContact(request.contact);
    return await this.call<WhatsappReceipt>('POST', 'whatsapp', { ...request, ...this.origin(request.itemIndex) });
  }

  async sendPush(request: PushRequest): Promise<PushReceipt> {
    this.requireContact(request.contact);
    return await this.call<PushReceipt>('POST', 'push', { ...request, ...this.origin(request.itemIndex) });
  }

  async showOnsite(request: OnsiteRequest): Promise<OnsiteReceipt> {
    if (request.visitor === undefined) this.requireContact(request.contact);
    const step = [this.context.getInstanceId(), this.context.getWorkflow().id, this.context.getNode().name].join(':');
    return await this.call<OnsiteReceipt>('POST', 'onsite', { ...request, step, ...this.origin(request.itemIndex) });
  }

  async createCoupon(request: CouponRequest): Promise<CouponReceipt> {
    this.requireContact(request.contact);
    const idempotencyKey = this.idempotencyKey(request.itemIndex);
    return await this.call<CouponReceipt>('POST', 'coupons', { ...request, idempotencyKey });
  }

  /** Asked for again it finds all as it is to be: it needs no key. */
  async updateContact(request: ContactUpdateRequest): Promise<ContactUpdateReceipt> {
    this.requireContact(request.contact);
    return await this.call<ContactUpdateReceipt>('POST', 'contacts', request);
  }

  async updateConsent(request: ConsentUpdateRequest): Promise<ConsentReceipt[]> {
    this.requireContact(request.contact);
    const idempotencyKey = this.idempotencyKey(request.itemIndex);
    return await this.call<ConsentReceipt[]>('POST', 'consents', { ...request, idempotencyKey });
  }

  async variantResults(): Promise<VariantResults[]> {
    throw new NodeOperationError(this.context.getNode(), 'The results of an A/B split are not known to n8n', {
      description:
        'RESULTS_NEED_RUNTIME: run this workflow in Aftercart, which knows what became of its messages and orders.',
    });
  }

  async armWait({ byTime, arms }: WaitRequest): Promise<void> {
    if (!('putExecutionToWait' in this.context)) throw new UnexpectedError('Only a node that runs can wait');
    const [first] = arms;
    if (first) {
      throw new NodeOperationError(this.context.getNode(), `"${first.name}" cannot be waited for in n8n`, {
        description:
          'WAIT_NEEDS_RUNTIME: n8n can wait for times. Run this workflow in Aftercart to wait for events, conditions and fields.',
      });
    }
    parkItems(this.context, byTime);
  }

  async subscribe(request: SubscriptionRequest): Promise<{ id: string; secret: string }> {
    return await this.call<{ id: string; secret: string }>('POST', 'subscriptions', request);
  }

  async isSubscribed(id: string): Promise<boolean> {
    const answer = await this.request('GET', `subscriptions/${encodeURIComponent(id)}`);
    if (answer.statusCode === 404) return false;
    this.requireSuccess(answer);
    return true;
  }

  /** A subscription that is gone already is not an error: deactivating a workflow must always succeed then. */
  async unsubscribe(id: string): Promise<void> {
    const answer = await this.request('DELETE', `subscriptions/${encodeURIComponent(id)}`);
    if (answer.statusCode !== 404) this.requireSuccess(answer);
  }

  /** What makes a message the same when it is asked for again, and the event that its templates may name. */
  private origin(itemIndex: number): { idempotencyKey: string; event?: number } {
    const event = 'getInputData' in this.context ? eventReference(this.context, itemIndex) : undefined;
    return { idempotencyKey: this.idempotencyKey(itemIndex), ...(event !== undefined && { event }) };
  }

  /**
   * The same for every retry of one item, different for every other. Execution ids start at 1 in each n8n, so two
   * installations that share a server are told apart by their own id.
   */
  private idempotencyKey(itemIndex: number): string {
    const execution = 'getExecutionId' in this.context ? this.context.getExecutionId() : '';
    return [this.context.getInstanceId(), execution, this.context.getNode().name, this.visit, itemIndex].join(':');
  }

  private requireContact(contact: SalesDataRequest['contact']): void {
    if (contact.id !== undefined || contact.email || contact.phone) return;
    throw new NodeOperationError(this.context.getNode(), 'The item names no contact', {
      description:
        'Outside of Aftercart an execution belongs to no contact. Choose "Contact: By Email" in the node, or let the item have contact.id or contact.email.',
    });
  }

  private async call<Result>(method: IHttpRequestMethods, path: string, body: object): Promise<Result> {
    const answer = await this.request(method, path, body as IDataObject);
    this.requireSuccess(answer);
    return answer.body as Result;
  }

  private async request(method: IHttpRequestMethods, path: string, body?: IDataObject): Promise<Answer> {
    const node = this.context.getNode();
    if (!node.credentials?.[CREDENTIAL]) {
      throw new NodeOperationError(node, 'The node has no Aftercart API credential', {
        description: 'Choose or create one in the node: it holds the address of your Aftercart server and an API key.',
      });
    }
    const { baseUrl } = await this.context.getCredentials<{ baseUrl: string }>(CREDENTIAL);
    return (await this.context.helpers.httpRequestWithAuthentication.call(this.context, CREDENTIAL, {
      method,
      url: `${baseUrl.replace(/\/+$/, '')}/api/v1/hub/${path}`,
      body,
      json: true,
      timeout: TIMEOUT_MS,
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
    })) as Answer;
  }

  private requireSuccess({ statusCode, body }: Answer): void {
    if (statusCode >= 200 && statusCode < 300) return;
    const { message, code, description } = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
    throw new NodeApiError(this.context.getNode(), { statusCode, body } as JsonObject, {
      httpCode: String(statusCode),
      message: typeof message === 'string' ? message : `The Aftercart server answered ${statusCode}`,
      description: [code, description].filter((part) => typeof part === 'string').join(': ') || undefined,
    });
  }
}
