import { Type, type Static, type TSchema } from '@sinclair/typebox';

import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { CouponReceiptSchema } from '../schemas/coupon';
import {
  CouponRequestSchema,
  DecisionRequestSchema,
  DecisionSchema,
  EmailRequestSchema,
  MessageReceiptSchema,
  RecommendationRequestSchema,
  RecommendedProductSchema,
  SalesDataRequestSchema,
  SalesFiguresSchema,
  ScoreReceiptSchema,
  ScoreRequestSchema,
  SmsReceiptSchema,
  SmsRequestSchema,
  VariantChoiceSchema,
  VariantRequestSchema,
} from '../schemas/hub';
import {
  ConsentReceiptSchema,
  ConsentUpdateSchema,
  ContactUpdateReceiptSchema,
  ContactUpdateSchema,
} from '../schemas/hub-people';
import { SubscriptionRequestSchema, SubscriptionSchema } from '../schemas/hub-subscription';
import {
  OnsiteReceiptSchema,
  OnsiteRequestSchema,
  PushReceiptSchema,
  PushRequestSchema,
} from '../schemas/browser-message';
import { WhatsappReceiptSchema, WhatsappRequestSchema } from '../schemas/whatsapp';

const TAGS = ['Hub'];

/** What a node asks, and what it is told. */
interface Question<Body extends TSchema> {
  readonly operationId: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: TSchema;
  /** Of the answer, for people. */
  readonly about: string;
}

/** What our nodes call when they run in a stock n8n (nodes/shared/http-hub.ts). */
export function hubRoutes(app: ApiApp, { hub, workspace }: HttpDependencies): void {
  function ask<Body extends TSchema>(
    path: string,
    { operationId, summary, body, answer, about }: Question<Body>,
    work: (body: Static<Body>) => Promise<unknown>,
  ): void {
    const schema = { tags: TAGS, operationId, summary, body, response: answers(answer, about) };
    app.post(`/hub/${path}`, { schema }, async (request) => await work(request.body as Static<Body>));
  }

  app.get(
    '/hub/status',
    {
      schema: {
        tags: TAGS,
        operationId: 'getHubStatus',
        summary: 'Whether address and key are right',
        response: answers(Type.Object({ status: Type.Literal('ok'), workspace: Type.Integer() }), 'They are.'),
      },
    },
    async () => ({ status: 'ok', workspace }),
  );

  ask(
    'sales-data',
    {
      operationId: 'readSalesData',
      summary: "Count and sum up a contact's orders",
      body: SalesDataRequestSchema,
      answer: Type.Array(componentOf(SalesFiguresSchema)),
      about: 'The figures, one for each filter.',
    },
    async (body) => await hub.salesData(workspace, body),
  );

  ask(
    'decisions',
    {
      operationId: 'decide',
      summary: 'Ask which rules hold of a contact',
      body: DecisionRequestSchema,
      answer: Type.Array(componentOf(DecisionSchema)),
      about: 'The answers, one for each rule.',
    },
    async (body) => await hub.decide(workspace, body),
  );

  ask(
    'variants',
    {
      operationId: 'chooseVariant',
      summary: "Choose a contact's way at an A/B split",
      body: VariantRequestSchema,
      answer: componentOf(VariantChoiceSchema),
      about: 'The way, always the same for the same contact.',
    },
    async (body) => await hub.chooseVariant(workspace, body),
  );

  ask(
    'scores',
    {
      operationId: 'changeScore',
      summary: 'Give a contact points once, or ask how many there are',
      body: ScoreRequestSchema,
      answer: componentOf(ScoreReceiptSchema),
      about: 'The value, and the thresholds that it crossed.',
    },
    async (body) => await hub.changeScore(workspace, body),
  );

  ask(
    'recommendations',
    {
      operationId: 'recommendProducts',
      summary: 'Name products for a contact',
      body: RecommendationRequestSchema,
      answer: Type.Array(componentOf(RecommendedProductSchema)),
      about: 'The products; none where there are none.',
    },
    async (body) => await hub.recommend(workspace, body),
  );

  ask(
    'emails',
    {
      operationId: 'sendEmail',
      summary: 'Render a mail and queue it',
      body: EmailRequestSchema,
      answer: componentOf(MessageReceiptSchema),
      about: 'What was decided. The mail itself is sent later.',
    },
    async (body) => await hub.sendEmail(workspace, body),
  );

  ask(
    'sms',
    {
      operationId: 'sendSms',
      summary: 'Write a text message and queue it',
      body: SmsRequestSchema,
      answer: componentOf(SmsReceiptSchema),
      about: 'What was decided and what it costs. It is sent later.',
    },
    async (body) => await hub.sendSms(workspace, body),
  );

  ask(
    'whatsapp',
    {
      operationId: 'sendWhatsapp',
      summary: 'Write a WhatsApp message and queue it',
      body: WhatsappRequestSchema,
      answer: componentOf(WhatsappReceiptSchema),
      about: 'What was decided. The message itself is sent later.',
    },
    async (body) => await hub.sendWhatsapp(workspace, body),
  );

  ask(
    'contacts',
    {
      operationId: 'updateContactByNode',
      summary: 'Change fields, tags and lists of a contact',
      body: ContactUpdateSchema,
      answer: componentOf(ContactUpdateReceiptSchema),
      about: 'The contact now, and what is different.',
    },
    async (body) => await hub.updateContact(workspace, body),
  );

  ask(
    'consents',
    {
      operationId: 'updateConsentByNode',
      summary: 'Record once what a contact said about being written to',
      body: ConsentUpdateSchema,
      answer: Type.Array(componentOf(ConsentReceiptSchema)),
      about: 'How each consent stands now.',
    },
    async (body) => await hub.updateConsent(workspace, body),
  );

  ask(
    'push',
    {
      operationId: 'sendPush',
      summary: 'Write a push message and queue it',
      body: PushRequestSchema,
      answer: componentOf(PushReceiptSchema),
      about: 'What was decided. The message itself is sent later.',
    },
    async (body) => await hub.sendPush(workspace, body),
  );

  ask(
    'onsite',
    {
      operationId: 'showOnsite',
      summary: 'Write a message that waits for its visitor on the pages of a site',
      body: OnsiteRequestSchema,
      answer: componentOf(OnsiteReceiptSchema),
      about: 'What was decided. Once it can be shown it is judged anew.',
    },
    async (body) => await hub.showOnsite(workspace, body),
  );

  ask(
    'coupons',
    {
      operationId: 'createCoupon',
      summary: 'Give a contact a coupon once',
      body: CouponRequestSchema,
      answer: componentOf(CouponReceiptSchema),
      about: 'The code, or why there is none.',
    },
    async (body) => await hub.createCoupon(workspace, body),
  );

  app.post(
    '/hub/subscriptions',
    {
      schema: {
        tags: TAGS,
        operationId: 'subscribe',
        summary: 'Have events posted to an address',
        body: SubscriptionRequestSchema,
        response: answers(componentOf(SubscriptionSchema), 'The subscription.', 201),
      },
    },
    async ({ body }, reply) => await reply.code(201).send(await hub.subscribe(workspace, body)),
  );

  app.get(
    '/hub/subscriptions/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSubscription',
        summary: 'Whether a subscription is still there',
        params: TEXT_ID_PARAMS,
        response: answers(Type.Object({ id: Type.String() }), 'It is.'),
      },
    },
    async ({ params: { id } }) => {
      if (await hub.isSubscribed(workspace, id)) return { id };
      throw new CodedUserError('SUBSCRIPTION_NOT_FOUND', `There is no subscription "${id}".`, { id });
    },
  );

  app.delete(
    '/hub/subscriptions/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'unsubscribe',
        summary: 'End a subscription',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await hub.unsubscribe(workspace, params.id);
      return await reply.code(204).send();
    },
  );
}
