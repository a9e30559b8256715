import type { ConditionAnswer, SalesFigures } from '../audiences';
import type { Coupons } from '../coupons';
import type { Database, Transaction } from '../db';
import type { Wait } from '../engine';
import type { EventPayload } from '../events';
import { chooseVariant, type VariantChoice } from '../experiments';
import { recommendProducts, type RecommendedProduct } from '../insights';
import {
  composeEmail,
  composeOnsite,
  composePush,
  composeSms,
  composeWhatsapp,
  insertMessage,
  onsiteReceipt,
  pushReceipt,
  smsReceipt,
  whatsappReceipt,
  type ComposeDependencies,
  type ComposedMessage,
  type MessageReceipt,
  type OnsiteReceipt,
  type PushReceipt,
  type SmsReceipt,
  type WhatsappReceipt,
} from '../messages';
import type { ScoreReceipt, Scores } from '../scores';
import { CodedUnexpectedError, CodedUserError, type Clock } from '../shared';
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
  WaitRequest,
} from './hub-requests';
import type { Asking, QueuedMessage } from './moment-of';
import { PendingPoints } from './pending-points';
import { planUpdate, updateReceipt, type People } from './plan-update';
import { pointsOf } from './points-of';
import { readSalesData } from './read-sales-data';

/** The execution that a hub is bound to. */
export interface HubExecution {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly contact: number | null;
  readonly event: number | null;
  /** What that event holds. */
  readonly payload: () => EventPayload | undefined;
  /** The instant that nodes take for now (UTC epoch ms), where that is not the clock's. */
  readonly asOf?: number | null;
  /** When the contact entered the journey, and when the stretch fell due that is run (UTC epoch ms). */
  readonly enteredAt: number;
  readonly stretchAt: number;
  /** Whether what nodes send fell due while the journey was paused and is dropped. */
  readonly dropsMessages?: boolean;
  /** Collects what is to be done when the stretch is committed. */
  readonly unitOfWork: {
    add(effect: (tx: Transaction) => Promise<void>): void;
    /** As `add`, and the nodes that follow find it done. */
    addBeforeNext(effect: (tx: Transaction) => Promise<void>): void;
    note(execution: number, node: string, visit: number, text: string): void;
    arm(execution: number, node: string, wait: Wait): void;
  };
}

interface Dependencies extends Pick<ComposeDependencies, 'contents'> {
  readonly queries: Database;
  readonly clock: Clock;
  /** Who mails come from when the node names nobody. */
  readonly sender: string;
  /** Where short links begin. */
  readonly publicUrl: string;
  readonly preferencesUrl?: (workspace: number, contact: number) => string;
  readonly scores: Pick<Scores, 'give' | 'preview'>;
  readonly coupons: Pick<Coupons, 'give' | 'create'>;
  readonly people: People;
  /** New messages are in the outbox. */
  onQueued(tx: Transaction): void;
}

/**
 * What our own nodes get in our own runtime: the hub of one execution. It reads at once; what it writes waits in the
 * execution's unit of work for the commit.
 */
export function inProcessHub(execution: HubExecution, dependencies: Dependencies) {
  const { queries, clock, sender, contents, publicUrl, preferencesUrl, scores } = dependencies;
  const { workspace, unitOfWork } = execution;
  const points = new PendingPoints({ queries, scores, workspace, unitOfWork });
  const contactOf = async (reference: ContactReference): Promise<number | null> => {
    const isOwn =
      reference.id === undefined ? !reference.email && !reference.phone : reference.id === execution.contact;
    return isOwn ? execution.contact : await findReferenced(queries, workspace, reference);
  };

  let queued: QueuedMessage | undefined;
  const asking = (): Asking => ({ queries, workspace, now: clock.now(), journey: { ...execution, queued } });

  /** Puts a message into the outbox when the stretch is committed. */
  const queue = (message: ComposedMessage, at: { node: string; visit: number }, item: number): ComposedMessage => {
    const composed = execution.dropsMessages === true ? dropped(message) : message;
    queued = composed;
    unitOfWork.add(async (tx) => {
      await insertMessage(tx, composed, { execution: execution.id, workflow: execution.workflow, ...at, item });
      dependencies.onQueued(tx);
    });
    return composed;
  };

  return {
    now: () => execution.asOf ?? clock.now(),
    at: ({ node, visit }: { node: string; visit: number }) => ({
      async salesData(request: SalesDataRequest): Promise<SalesFigures[]> {
        const contact = await contactOf(request.contact);
        return await readSalesData(asking(), contact, request);
      },

      async decide(request: DecisionRequest): Promise<ConditionAnswer[]> {
        return await decide(asking(), await contactOf(request.contact), request);
      },

      async chooseVariant(request: HubVariantRequest): Promise<VariantChoice> {
        const contact = await contactOf(request.contact);
        if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', NO_CONTACT);
        const chooser = { queries, database: queries, workspace, now: clock.now() };
        // Ids of nodes are copied with their workflow.
        const test = `${execution.workflow}:${request.test}`;
        const { remember, ...choice } = await chooseVariant(chooser, contact, {
          ...request,
          test,
          workflow: execution.workflow,
        });
        unitOfWork.add(remember);
        return choice;
      },

      async sendEmail(request: HubEmailRequest): Promise<MessageReceipt> {
        const payload = execution.payload();
        const message = await composeEmail(
          { queries, clock, sender, contents },
          {
            ...request,
            workspace,
            contact: await contactOf(request.contact),
            event: payload && { id: execution.event, payload },
          },
        );
        const { id, verdict, reason, locale, subject, recipient } = queue(message, { node, visit }, request.itemIndex);
        return { messageId: id, verdict, reason, language: locale, subject, recipient };
      },

      async sendSms(request: HubSmsRequest): Promise<SmsReceipt> {
        const composed = await composeSms(
          { queries, clock, preferencesUrl, publicUrl },
          { ...request, workspace, contact: await contactOf(request.contact), event: execution.payload() },
        );
        const message = queue(composed.message, { node, visit }, request.itemIndex);
        return smsReceipt({ ...composed, message });
      },

      async sendWhatsapp(request: HubWhatsappRequest): Promise<WhatsappReceipt> {
        const composed = await composeWhatsapp(
          { queries, clock, preferencesUrl },
          { ...request, workspace, contact: await contactOf(request.contact), event: execution.payload() },
        );
        const message = queue(composed.message, { node, visit }, request.itemIndex);
        return whatsappReceipt({ ...composed, message });
      },

      async sendPush(request: HubPushRequest): Promise<PushReceipt> {
        const contact = await contactOf(request.contact);
        const composed = await composePush(
          { queries, clock },
          { ...request, workspace, contact, event: execution.payload() },
        );
        const message = queue(composed.message, { node, visit }, request.itemIndex);
        return pushReceipt({ ...composed, message });
      },

      async showOnsite(request: HubOnsiteRequest): Promise<OnsiteReceipt> {
        const { visitor } = request;
        const contact =
          visitor === undefined ? await contactOf(request.contact) : await findVisitor(queries, workspace, visitor);
        const composed = await composeOnsite(
          { queries, clock },
          { ...request, workspace, contact, event: execution.payload(), step: `${execution.workflow}:${node}` },
        );
        const message = queue(composed.message, { node, visit }, request.itemIndex);
        return onsiteReceipt({ ...composed, message });
      },

      async changeScore(request: ScoreRequest): Promise<ScoreReceipt> {
        const contact = await contactOf(request.contact);
        if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', NO_SCORE);
        const reference = `node:${execution.id}:${node}:${visit}:${request.itemIndex}`;
        return await points.take(contact, pointsOf(request, { reference, at: clock.now(), reason: node }));
      },

      async createCoupon({ contact: reference, itemIndex, ...asked }: HubCouponRequest): Promise<HubCouponReceipt> {
        const contact = await contactOf(reference);
        if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', NO_COUPON);
        const key = `node:${execution.id}:${node}:${visit}:${itemIndex}`;
        return await giveCouponOf({ coupons: dependencies.coupons, queries, clock }, asked, {
          workspace,
          contact,
          key,
        });
      },

      async updateContact(request: ContactUpdateRequest): Promise<ContactUpdateReceipt> {
        const contact = await contactOf(request.contact);
        if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', NO_UPDATE);
        const { writer } = dependencies.people;
        const update = await planUpdate({ queries, workspace, people: dependencies.people }, request);
        const foreseen = await writer.foresee(workspace, contact, update);
        if (foreseen.changed.length > 0)
          unitOfWork.addBeforeNext((tx) => writer.updateIn(tx, workspace, contact, update));
        return updateReceipt(foreseen);
      },

      async updateConsent(request: ConsentUpdateRequest): Promise<ConsentReceipt[]> {
        const contact = await contactOf(request.contact);
        if (contact === null) throw new CodedUserError('CONTACT_NOT_FOUND', NO_CONSENT);
        const { consents } = dependencies.people;
        const reference = `node:${execution.id}:${node}:${visit}:${request.itemIndex}`;
        const proof = { workflow: execution.workflow, execution: execution.id, node };
        const receipts: ConsentReceipt[] = [];
        for (const report of consentReports(request, { reference, proof })) {
          const { statement, state } = await consents.foresee(workspace, contact, report);
          unitOfWork.addBeforeNext((tx) => consents.keepIn(tx, statement));
          receipts.push(consentReceipt(state));
        }
        return receipts;
      },

      async recommend({ contact: reference, ...request }: HubRecommendationRequest): Promise<RecommendedProduct[]> {
        const of = { workspace, contact: await contactOf(reference), now: execution.asOf ?? clock.now() };
        return await recommendProducts(queries, of, request);
      },

      note: (text: string): void => unitOfWork.note(execution.id, node, visit, text),

      async armWait({ contact: reference, byTime, arms }: WaitRequest): Promise<void> {
        const contact = await contactOf(reference);
        if (contact === null && arms.length > 0) throw new CodedUserError('CONTACT_NOT_FOUND', NOBODY);
        unitOfWork.arm(execution.id, node, { contact, byTime, arms });
      },

      subscribe: refuse,
      isSubscribed: refuse,
      unsubscribe: refuse,
    }),
  };
}

const NO_CONTACT =
  'The A/B split does not know whose way it chooses. Choose "Contact: By Email" in the node, or let the item have contact.id.';
const NO_SCORE =
  'It is not known whose points are meant. Choose "Contact: By Email" in the node, or let the item have contact.id.';
const NO_COUPON =
  'It is not known whom the coupon is for. Choose "Contact: By Email" in the node, or let the item have contact.id.';
const NO_UPDATE =
  'It is not known who is to be changed. Choose "Contact: By Email" in the node, or let the item have contact.id.';
const NO_CONSENT =
  'It is not known whose consent is meant. Choose "Contact: By Email" in the node, or let the item have contact.id.';
const NOBODY =
  'The wait does not know whose events it waits for. Choose "Contact: By Email" in the node, or let the item have contact.id.';

function dropped(message: ComposedMessage): ComposedMessage {
  if (message.verdict === 'skip') return message;
  const reason = 'It fell due while the journey was paused';
  return { ...message, verdict: 'skip', reason, status: 'skipped', dueAt: null };
}

/** In our runtime the router enters workflows itself. */
async function refuse(): Promise<never> {
  throw new CodedUnexpectedError('INTERNAL', 'A trigger subscribed in our own runtime.');
}
