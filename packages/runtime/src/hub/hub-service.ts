import { createHash } from 'node:crypto';

import type { ConditionAnswer, SalesFigures } from '../audiences';
import type { Coupons } from '../coupons';
import type { Database, entities, Queries } from '../db';
import type { EventPayload } from '../events';
import { chooseVariant, type VariantChoice } from '../experiments';
import { recommendProducts, type RecommendedProduct } from '../insights';
import {
  composeEmail,
  composeOnsite,
  composePush,
  composeSms,
  composeWhatsapp,
  devicesOf,
  insertMessage,
  knownSms,
  knownWhatsapp,
  onsiteReceipt,
  pushReceipt,
  readMessage,
  readOnsite,
  smsReceipt,
  whatsappReceipt,
  type ComposedMessage,
  type PagesOf,
  type MessageReceipt,
  type OnsiteReceipt,
  type PushReceipt,
  type SmsReceipt,
  type WhatsappReceipt,
} from '../messages';
import type { ScoreReceipt, Scores } from '../scores';
import { CodedUserError, type Clock } from '../shared';
import { consentReceipt, consentReports } from './consent-reports';
import { decide } from './decide';
import { findReferenced } from './find-referenced';
import { findVisitor } from './find-visitor';
import { giveCouponOf } from './give-coupon-of';
import type {
  ConsentReceipt,
  ConsentUpdateRequest,
  ContactReference,
  ContactUpdateReceipt,
  ContactUpdateRequest,
  DecisionRequest,
  HubCouponReceipt,
  HubCouponRequest,
  HubEmailRequest,
  HubOnsiteRequest,
  HubPushRequest,
  HubRecommendationRequest,
  HubSmsRequest,
  HubVariantRequest,
  HubWhatsappRequest,
  SalesDataRequest,
  ScoreRequest,
  SubscriptionRequest,
} from './hub-requests';
import { withOpensTold } from './opens-told';
import { planUpdate, updateReceipt, type People } from './plan-update';
import { pointsOf } from './points-of';
import { readSalesData } from './read-sales-data';
import type { Subscriptions } from './subscriptions';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly sender: string;
  /** Where short links begin. */
  readonly publicUrl: string;
  readonly pagesOf?: PagesOf;
  readonly subscriptions: Subscriptions;
  readonly scores: Pick<Scores, 'give' | 'preview'>;
  readonly outbox: { wake(): void };
  readonly coupons: Pick<Coupons, 'give' | 'create'>;
  readonly people: People;
  /** Reads what an event holds. */
  readonly payloadOf: (queries: Queries, workspace: number, event: number) => Promise<EventPayload | undefined>;
}

/** What a stock n8n says of a message besides what the node asks for. */
interface Origin {
  /** The same key twice is one message. */
  readonly idempotencyKey: string;
  /** The event that the item came with, by its id: in our own runtime the execution has it. */
  readonly event?: number;
}

/** What our nodes in a stock n8n reach over HTTP. */
export class HubService {
  constructor(private readonly dependencies: Dependencies) {}

  async salesData(workspace: number, request: SalesDataRequest): Promise<SalesFigures[]> {
    const { database, clock } = this.dependencies;
    const contact = await findReferenced(database, workspace, request.contact);
    return await readSalesData({ queries: database, workspace, now: clock.now() }, contact, request);
  }

  async decide(workspace: number, request: DecisionRequest): Promise<ConditionAnswer[]> {
    const { database, clock } = this.dependencies;
    const contact = await findReferenced(database, workspace, request.contact);
    return await decide({ queries: database, workspace, now: clock.now() }, contact, request);
  }

  async chooseVariant(workspace: number, request: HubVariantRequest): Promise<VariantChoice> {
    const { database, clock } = this.dependencies;
    const contact = await this.contactOf(workspace, request.contact, 'The contact of the A/B split is not known here.');
    const chooser = { queries: database, database, workspace, now: clock.now() };
    const { remember, ...choice } = await chooseVariant(chooser, contact, request);
    await database.write(remember);
    return choice;
  }

  /** Gives points once for each idempotency key; without a change it only says what there is. */
  async changeScore(
    workspace: number,
    { idempotencyKey, ...request }: ScoreRequest & { idempotencyKey: string },
  ): Promise<ScoreReceipt> {
    const { database, clock, scores } = this.dependencies;
    const contact = await this.contactOf(workspace, request.contact);
    const who = { workspace, contact };
    const points = pointsOf(request, { reference: `key:${idempotencyKey}`, at: clock.now(), reason: 'Lead Score' });
    const given = request.change && (await database.write((tx) => scores.give(tx, who, points)));
    return given ?? (await scores.preview(database, who, [points]));
  }

  async recommend(
    workspace: number,
    { contact: reference, ...request }: HubRecommendationRequest,
  ): Promise<RecommendedProduct[]> {
    const { database, clock } = this.dependencies;
    const contact = await findReferenced(database, workspace, reference);
    return await recommendProducts(database, { workspace, contact, now: clock.now() }, request);
  }

  /** Queues a mail once per idempotency key: a node that n8n tries again gets the receipt of the first. */
  async sendEmail(
    workspace: number,
    { idempotencyKey, event: eventId, ...request }: HubEmailRequest & Origin,
  ): Promise<MessageReceipt> {
    const { database, clock, sender } = this.dependencies;
    const id = idOf(workspace, idempotencyKey);
    const known = await readMessage(database, id);
    if (known) return await withOpensTold(database, workspace, request, toReceipt(known));
    const contact = await findReferenced(database, workspace, request.contact);
    const payload = await this.payloadOf(workspace, eventId);
    const event = eventId !== undefined && payload ? { id: eventId, payload } : undefined;
    const compose = { queries: database, clock, sender };
    const composed = await composeEmail(compose, { ...request, workspace, contact, event });
    const receipt = await this.queueOnce({ ...composed, id }, request.itemIndex);
    return await withOpensTold(database, workspace, request, receipt);
  }

  /** Queues a text message once per idempotency key. */
  async sendSms(
    workspace: number,
    { idempotencyKey, event: eventId, ...request }: HubSmsRequest & Origin,
  ): Promise<SmsReceipt> {
    const { database, clock, pagesOf, publicUrl } = this.dependencies;
    const id = idOf(workspace, idempotencyKey);
    const known = await readMessage(database, id);
    if (known) return await knownSms(database, known);
    const contact = await findReferenced(database, workspace, request.contact);
    const compose = { queries: database, clock, pagesOf, publicUrl };
    const event = await this.payloadOf(workspace, eventId);
    const { message: composed, figures } = await composeSms(compose, { ...request, workspace, contact, event });
    const message = { ...composed, id };
    return smsReceipt({ message, figures }, await this.queueOnce(message, request.itemIndex));
  }

  /** Queues a WhatsApp message once per idempotency key. */
  async sendWhatsapp(
    workspace: number,
    { idempotencyKey, event: eventId, ...request }: HubWhatsappRequest & Origin,
  ): Promise<WhatsappReceipt> {
    const { database, clock, pagesOf } = this.dependencies;
    const id = idOf(workspace, idempotencyKey);
    const known = await readMessage(database, id);
    if (known) return await knownWhatsapp(database, known, clock.now());
    const contact = await findReferenced(database, workspace, request.contact);
    const event = await this.payloadOf(workspace, eventId);
    const compose = { queries: database, clock, pagesOf };
    const composed = await composeWhatsapp(compose, { ...request, workspace, contact, event });
    const message = { ...composed.message, id };
    return whatsappReceipt({ ...composed, message }, await this.queueOnce(message, request.itemIndex));
  }

  /** Queues a push message once per idempotency key. */
  async sendPush(
    workspace: number,
    { idempotencyKey, event: eventId, ...request }: HubPushRequest & Origin,
  ): Promise<PushReceipt> {
    const { database, clock } = this.dependencies;
    const id = idOf(workspace, idempotencyKey);
    const known = await readMessage(database, id);
    if (known) return { ...summaryOf(known), devices: await this.countDevices(known) };
    const contact = await findReferenced(database, workspace, request.contact);
    const event = await this.payloadOf(workspace, eventId);
    const composed = await composePush({ queries: database, clock }, { ...request, workspace, contact, event });
    const message = { ...composed.message, id };
    const { messageId, verdict, reason, language } = await this.queueOnce(message, request.itemIndex);
    return { ...pushReceipt(composed), messageId, verdict, reason, language };
  }

  /** Lets an on-site message wait for its visitor, once per idempotency key. */
  async showOnsite(
    workspace: number,
    { idempotencyKey, event: eventId, step, ...request }: HubOnsiteRequest & Origin & { step: string },
  ): Promise<OnsiteReceipt> {
    const { database, clock } = this.dependencies;
    const id = idOf(workspace, idempotencyKey);
    const known = await readMessage(database, id);
    if (known) return { ...summaryOf(known), recipient: known.recipient, kind: readOnsite(known.content).kind };
    const { visitor } = request;
    const contact =
      visitor === undefined
        ? await findReferenced(database, workspace, request.contact)
        : await findVisitor(database, workspace, visitor);
    const event = await this.payloadOf(workspace, eventId);
    const asked = { ...request, workspace, contact, event, step };
    const composed = await composeOnsite({ queries: database, clock }, asked);
    const message = { ...composed.message, id };
    const { messageId, verdict, reason, language } = await this.queueOnce(message, request.itemIndex);
    return { ...onsiteReceipt(composed), messageId, verdict, reason, language };
  }

  /** Nothing where no event is named, or the log has forgotten it: templates do without then. */
  private async payloadOf(workspace: number, event: number | undefined): Promise<EventPayload | undefined> {
    const { database, payloadOf } = this.dependencies;
    return event === undefined ? undefined : await payloadOf(database, workspace, event);
  }

  /** @throws CONTACT_NOT_FOUND, with `unknown` for its message */
  private async contactOf(
    workspace: number,
    reference: ContactReference,
    unknown = 'The contact is not known here.',
  ): Promise<number> {
    const contact = await findReferenced(this.dependencies.database, workspace, reference);
    if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', unknown);
    return contact;
  }

  private async countDevices({ workspace, contact }: entities.Message): Promise<number> {
    return contact === null ? 0 : (await devicesOf(this.dependencies.database, workspace, contact)).length;
  }

  /** Of two requests with one key at the same time, the second gets the receipt of the first, too. */
  private async queueOnce(message: ComposedMessage, item: number): Promise<MessageReceipt> {
    const { database, outbox } = this.dependencies;
    return await database.write(async (tx) => {
      const first = await readMessage(tx, message.id);
      if (first) return toReceipt(first);
      tx.afterCommit(() => outbox.wake());
      const origin = { execution: null, workflow: null, node: null, visit: 0, item };
      return await insertMessage(tx, message, origin);
    });
  }

  /** Gives a code once for each idempotency key. */
  async createCoupon(
    workspace: number,
    { idempotencyKey, contact: reference, ...asked }: HubCouponRequest & { idempotencyKey: string },
  ): Promise<HubCouponReceipt> {
    const { coupons, database: queries, clock } = this.dependencies;
    const contact = await this.contactOf(workspace, reference, 'The contact of the coupon is not known here.');
    return await giveCouponOf({ coupons, queries, clock }, asked, { workspace, contact, key: `key:${idempotencyKey}` });
  }

  /** Changes a contact. Asked for twice, the second time changes nothing. */
  async updateContact(workspace: number, request: ContactUpdateRequest): Promise<ContactUpdateReceipt> {
    const { database, people } = this.dependencies;
    const contact = await this.contactOf(workspace, request.contact);
    const update = await planUpdate({ queries: database, workspace, people }, request);
    return updateReceipt(await people.writer.update(workspace, contact, update));
  }

  /** Records what a contact said, once for each idempotency key. */
  async updateConsent(
    workspace: number,
    { idempotencyKey, ...request }: ConsentUpdateRequest & { idempotencyKey: string },
  ): Promise<ConsentReceipt[]> {
    const { people } = this.dependencies;
    const contact = await this.contactOf(workspace, request.contact);
    const receipts: ConsentReceipt[] = [];
    for (const report of consentReports(request, { reference: `key:${idempotencyKey}` })) {
      receipts.push(consentReceipt(await people.consents.record(workspace, contact, report)));
    }
    return receipts;
  }

  async subscribe(workspace: number, request: SubscriptionRequest): Promise<{ id: string; secret: string }> {
    return await this.dependencies.subscriptions.create(workspace, request);
  }

  async isSubscribed(workspace: number, id: string): Promise<boolean> {
    return await this.dependencies.subscriptions.exists(workspace, id);
  }

  async unsubscribe(workspace: number, id: string): Promise<void> {
    await this.dependencies.subscriptions.delete(workspace, id);
  }
}

/** What is told of every message that is known. */
const summaryOf = ({ id: messageId, verdict, reason, locale: language }: entities.Message) => ({
  ...{ messageId, verdict, reason, language },
});

function toReceipt(message: entities.Message): MessageReceipt {
  const { subject, recipient } = message;
  return { ...summaryOf(message), subject, recipient };
}

/** A message id in the form of a UUID that the same key always gives. */
function idOf(workspace: number, key: string): string {
  const hex = createHash('sha256').update(`${workspace}:${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
