import { Type } from '@sinclair/typebox';

import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';

/** A misspelt filter must not widen what is counted: unknown fields are refused. */
const STRICT = { additionalProperties: false };
const WORDS = Type.Array(Type.String());

const CONTACT = Type.Object(
  { id: Type.Optional(NUMBER_ID), email: Type.Optional(Type.String()), phone: Type.Optional(Type.String()) },
  { ...STRICT, description: 'Who is meant. The first that is given is used.' },
);

const SALES_FILTER = Type.Object(
  {
    statuses: Type.Optional(WORDS),
    productIds: Type.Optional(WORDS),
    skus: Type.Optional(WORDS),
    categories: Type.Optional(WORDS),
    minimumTotal: Type.Optional(Type.String({ description: 'Major units, e.g. "49.90".' })),
    withinHours: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  STRICT,
);

export const SalesDataRequestSchema = Type.Object(
  {
    contact: CONTACT,
    filters: Type.Array(SALES_FILTER, { maxItems: 100 }),
    asOf: Type.Optional(
      Type.String({ description: 'ISO 8601; windows are counted back from it. Now where left out.' }),
    ),
  },
  {
    ...STRICT,
    $id: 'SalesDataRequest',
    examples: [{ contact: { email: 'dana@example.com' }, filters: [{ withinHours: 24 }, { minimumTotal: '100' }] }],
  },
);

export const SalesFiguresSchema = Type.Object(
  {
    count: Type.Integer(),
    includesFirstPurchase: Type.Boolean(),
    sum: Type.Number({ description: 'Major units of `currency`, net of refunds.' }),
    average: Type.Number(),
    largest: Type.Number(),
    currency: nullable(Type.String()),
    firstAt: nullable(instant()),
    lastAt: nullable(instant()),
  },
  { $id: 'SalesFigures' },
);

export const EmailRequestSchema = Type.Object(
  {
    contact: CONTACT,
    contents: Type.Array(
      Type.Object({ language: Type.String(), subject: Type.String(), body: Type.String() }, STRICT),
      {
        minItems: 1,
        description: 'One per language, HTML with Handlebars. The first is what other languages fall back to.',
      },
    ),
    purpose: oneOf(['promotional', 'transactional']),
    data: anyObject({ description: 'Values for the templates.' }),
    from: Type.Optional(Type.String()),
    replyTo: Type.Optional(Type.String()),
    to: Type.Optional(Type.String({ description: "Overrides the contact's own address." })),
    itemIndex: Type.Integer({ minimum: 0 }),
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one mail.' }),
  },
  {
    ...STRICT,
    $id: 'EmailRequest',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        contents: [{ language: 'en', subject: 'Welcome {{contact.firstName}}', body: '<p>Thank you!</p>' }],
        purpose: 'promotional',
        data: {},
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Send Email:0:0',
      },
    ],
  },
);

export const MessageReceiptSchema = Type.Object(
  {
    messageId: Type.String(),
    verdict: oneOf(['send', 'defer', 'skip']),
    reason: Type.String(),
    language: Type.String(),
    subject: Type.String(),
    recipient: Type.String(),
  },
  { $id: 'MessageReceipt' },
);

export const SubscriptionRequestSchema = Type.Object(
  {
    filter: Type.Object(
      {
        events: Type.Array(Type.String(), { minItems: 1 }),
        shop: Type.Optional(Type.String()),
        toStatuses: Type.Optional(WORDS),
        statuses: Type.Optional(WORDS),
        productIds: Type.Optional(WORDS),
        skus: Type.Optional(WORDS),
        categories: Type.Optional(WORDS),
        minimumTotal: Type.Optional(Type.String()),
      },
      STRICT,
    ),
    targetUrl: Type.String({ description: 'Where events are posted to, signed with the secret of the answer.' }),
  },
  {
    ...STRICT,
    $id: 'SubscriptionRequest',
    examples: [{ filter: { events: ['order.placed'] }, targetUrl: 'https://n8n.example/webhook/abc' }],
  },
);

export const SubscriptionSchema = Type.Object(
  { id: Type.String(), secret: Type.String({ description: 'Signs each delivery. Shown this once.' }) },
  { $id: 'Subscription' },
);
