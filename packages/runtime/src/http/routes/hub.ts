import { Type } from '@sinclair/typebox';

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
import { WhatsappReceiptSchema, WhatsappRequestSchema } from '../schemas/whatsapp';

const TAGS = ['Hub'];

/** What our nodes call when they run in a stock n8n (nodes/shared/http-hub.ts). */
export function hubRoutes(app: ApiApp, { hub, workspace }: HttpDependencies): void {
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

  app.post(
    '/hub/sales-data',
    {
      schema: {
        tags: TAGS,
        operationId: 'readSalesData',
        summary: "Count and sum up a contact's orders",
        body: SalesDataRequestSchema,
        response: answers(Type.Array(componentOf(SalesFiguresSchema)), 'The figures, one for each filter.'),
      },
    },
    async ({ body }) => await hub.salesData(workspace, body),
  );

  app.post(
    '/hub/decisions',
    {
      schema: {
        tags: TAGS,
        operationId: 'decide',
        summary: 'Ask which rules hold of a contact',
        body: DecisionRequestSchema,
        response: answers(Type.Array(componentOf(DecisionSchema)), 'The answers, one for each rule.'),
      },
    },
    async ({ body }) => await hub.decide(workspace, body),
  );

  app.post(
    '/hub/variants',
    {
      schema: {
        tags: TAGS,
        operationId: 'chooseVariant',
        summary: "Choose a contact's way at an A/B split",
        body: VariantRequestSchema,
        response: answers(componentOf(VariantChoiceSchema), 'The way, always the same for the same contact.'),
      },
    },
    async ({ body }) => await hub.chooseVariant(workspace, body),
  );

  app.post(
    '/hub/scores',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeScore',
        summary: 'Give a contact points once, or ask how many there are',
        body: ScoreRequestSchema,
        response: answers(componentOf(ScoreReceiptSchema), 'The value, and the thresholds that it crossed.'),
      },
    },
    async ({ body }) => await hub.changeScore(workspace, body),
  );

  app.post(
    '/hub/recommendations',
    {
      schema: {
        tags: TAGS,
        operationId: 'recommendProducts',
        summary: 'Name products for a contact',
        body: RecommendationRequestSchema,
        response: answers(
          Type.Array(componentOf(RecommendedProductSchema)),
          'The products; none where there are none.',
        ),
      },
    },
    async ({ body }) => await hub.recommend(workspace, body),
  );

  app.post(
    '/hub/emails',
    {
      schema: {
        tags: TAGS,
        operationId: 'sendEmail',
        summary: 'Render a mail and queue it',
        body: EmailRequestSchema,
        response: answers(componentOf(MessageReceiptSchema), 'What was decided. The mail itself is sent later.'),
      },
    },
    async ({ body }) => await hub.sendEmail(workspace, body),
  );

  app.post(
    '/hub/sms',
    {
      schema: {
        tags: TAGS,
        operationId: 'sendSms',
        summary: 'Write a text message and queue it',
        body: SmsRequestSchema,
        response: answers(componentOf(SmsReceiptSchema), 'What was decided and what it costs. It is sent later.'),
      },
    },
    async ({ body }) => await hub.sendSms(workspace, body),
  );

  app.post(
    '/hub/whatsapp',
    {
      schema: {
        tags: TAGS,
        operationId: 'sendWhatsapp',
        summary: 'Write a WhatsApp message and queue it',
        body: WhatsappRequestSchema,
        response: answers(componentOf(WhatsappReceiptSchema), 'What was decided. The message itself is sent later.'),
      },
    },
    async ({ body }) => await hub.sendWhatsapp(workspace, body),
  );

  app.post(
    '/hub/contacts',
    {
      schema: {
        tags: TAGS,
        operationId: 'updateContactByNode',
        summary: 'Change fields, tags and lists of a contact',
        body: ContactUpdateSchema,
        response: answers(componentOf(ContactUpdateReceiptSchema), 'The contact now, and what is different.'),
      },
    },
    async ({ body }) => await hub.updateContact(workspace, body),
  );

  app.post(
    '/hub/consents',
    {
      schema: {
        tags: TAGS,
        operationId: 'updateConsentByNode',
        summary: 'Record once what a contact said about being written to',
        body: ConsentUpdateSchema,
        response: answers(Type.Array(componentOf(ConsentReceiptSchema)), 'How each consent stands now.'),
      },
    },
    async ({ body }) => await hub.updateConsent(workspace, body),
  );

  app.post(
    '/hub/coupons',
    {
      schema: {
        tags: TAGS,
        operationId: 'createCoupon',
        summary: 'Give a contact a coupon once',
        body: CouponRequestSchema,
        response: answers(componentOf(CouponReceiptSchema), 'The code, or why there is none.'),
      },
    },
    async ({ body }) => await hub.createCoupon(workspace, body),
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
