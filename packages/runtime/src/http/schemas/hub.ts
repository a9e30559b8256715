import { Type } from '@sinclair/typebox';

import { CONVERSIONS } from '../../experiments';
import { STRATEGIES } from '../../insights';
import { LAYOUTS } from '../../messages';
import { anyObject, instant, NUMBER_ID, nullable, oneOf } from './basics';
import { SENDER_ID, SMS_FIGURES } from './sms';

/** A misspelt filter must not widen what is counted: unknown fields are refused. */
const STRICT = { additionalProperties: false };
const WORDS = Type.Array(Type.String());

export const CONTACT = Type.Object(
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
    from: Type.Optional(Type.String({ description: 'ISO 8601.' })),
    to: Type.Optional(Type.String({ description: 'ISO 8601; a date alone means the whole day.' })),
    since: Type.Optional(oneOf(['entry', 'node', 'message'])),
    zone: Type.Optional(oneOf(['workspace', 'contact'], { description: 'Where the days of from and to are.' })),
  },
  STRICT,
);

const MOMENT = {
  asOf: Type.Optional(Type.String({ description: 'ISO 8601; windows are counted back from it. Now where left out.' })),
  enteredAt: Type.Optional(Type.String({ description: 'ISO 8601: when the contact entered the journey.' })),
  messageId: Type.Optional(Type.String({ description: 'The message that windows "since the message" begin at.' })),
};

export const DecisionRequestSchema = Type.Object(
  { contact: CONTACT, rules: Type.Array(anyObject(), { minItems: 1, maxItems: 50 }), ...MOMENT },
  {
    ...STRICT,
    $id: 'DecisionRequest',
    examples: [{ contact: { email: 'dana@example.com' }, rules: [{ tag: 'vip', operator: 'exists' }] }],
  },
);

export const DecisionSchema = Type.Object(
  {
    holds: Type.Boolean(),
    seen: Type.Array(Type.Object({ fact: Type.String(), value: Type.Unknown() }), {
      description: 'The facts that decided, in the order in which they were looked at.',
    }),
  },
  { $id: 'Decision' },
);

export const SalesDataRequestSchema = Type.Object(
  {
    contact: CONTACT,
    filters: Type.Array(SALES_FILTER, { maxItems: 100 }),
    ...MOMENT,
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
    latest: Type.Number(),
    currency: nullable(Type.String()),
    firstAt: nullable(instant()),
    lastAt: nullable(instant()),
  },
  { $id: 'SalesFigures' },
);

export const VariantRequestSchema = Type.Object(
  {
    contact: CONTACT,
    test: Type.String({ minLength: 1, maxLength: 300, description: 'What makes two questions the same test.' }),
    variants: Type.Array(
      Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), weight: Type.Number({ minimum: 0 }) }, STRICT),
      { minItems: 1, maxItems: 20 },
    ),
    holdout: Type.Number({ minimum: 0, maximum: 100, description: 'Percent of contacts that take no variant.' }),
    winner: Type.Optional(
      Type.Object({ afterHours: Type.Number({ exclusiveMinimum: 0 }), conversion: oneOf(CONVERSIONS) }, STRICT),
    ),
  },
  {
    ...STRICT,
    $id: 'VariantRequest',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        test: 'subject',
        variants: [
          { name: 'A', weight: 1 },
          { name: 'B', weight: 1 },
        ],
        holdout: 10,
      },
    ],
  },
);

export const VariantChoiceSchema = Type.Object(
  { variant: nullable(Type.String()), by: oneOf(['chance', 'again', 'winner', 'holdout']) },
  { $id: 'VariantChoice' },
);

export const ScoreRequestSchema = Type.Object(
  {
    contact: CONTACT,
    score: Type.String({ minLength: 1, maxLength: 60, description: 'Its name; `total` can only be read.' }),
    change: Type.Optional(Type.Object({ operation: oneOf(['add', 'subtract', 'set']), points: Type.Number() }, STRICT)),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
    itemIndex: Type.Integer({ minimum: 0 }),
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice gives points once.' }),
  },
  {
    ...STRICT,
    $id: 'ScoreRequest',
    examples: [
      {
        contact: { email: 'dana@example.com' },
        score: 'engagement',
        change: { operation: 'add', points: 10 },
        reason: 'Answered the survey',
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Lead Score:0:0',
      },
    ],
  },
);

export const ScoreReceiptSchema = Type.Object(
  {
    score: Type.String(),
    value: Type.Number(),
    previous: Type.Number(),
    points: Type.Number({ description: 'What was given of what was asked for.' }),
    total: Type.Number({ description: 'All scores of the contact together.' }),
    crossed: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        value: Type.Number(),
        direction: oneOf(['up', 'down']),
      }),
    ),
  },
  { $id: 'ScoreReceipt' },
);

export const RecommendationRequestSchema = Type.Object(
  {
    contact: CONTACT,
    strategies: Type.Array(oneOf(STRATEGIES), {
      minItems: 1,
      maxItems: 10,
      description: 'Tried one after the other until there are enough products.',
    }),
    limit: Type.Integer({ minimum: 1, maximum: 50 }),
    products: Type.Optional(
      Type.Array(Type.String(), { maxItems: 200, description: 'Ids or SKUs that others go with.' }),
    ),
    categories: Type.Optional(WORDS),
    exclude: Type.Optional(WORDS),
    minimumPrice: Type.Optional(Type.Number({ minimum: 0 })),
    maximumPrice: Type.Optional(Type.Number({ minimum: 0 })),
    shop: Type.Optional(Type.String()),
    includesOwned: Type.Optional(Type.Boolean({ description: 'Also what the contact has bought before.' })),
    dueWithinDays: Type.Optional(Type.Number({ minimum: 0, maximum: 365 })),
  },
  {
    ...STRICT,
    $id: 'RecommendationRequest',
    examples: [{ contact: { email: 'dana@example.com' }, strategies: ['alsoBought', 'bestSellers'], limit: 3 }],
  },
);

export const RecommendedProductSchema = Type.Object(
  {
    id: Type.String(),
    sku: Type.String(),
    name: Type.String(),
    price: nullable(Type.Number({ description: 'Major units.' })),
    currency: nullable(Type.String()),
    priceText: nullable(Type.String({ description: "As the contact's language writes it." })),
    url: nullable(Type.String()),
    image: nullable(Type.String()),
    shop: Type.String(),
    strategy: oneOf(STRATEGIES),
    dueAt: nullable(instant()),
  },
  { $id: 'RecommendedProduct' },
);

export const EmailRequestSchema = Type.Object(
  {
    contact: CONTACT,
    contents: Type.Array(
      Type.Object(
        {
          language: Type.String(),
          subject: Type.String(),
          body: Type.String(),
          preheader: Type.Optional(Type.String({ description: 'What lists of mails show after the subject.' })),
        },
        STRICT,
      ),
      {
        description:
          'One per language, HTML with Handlebars; empty with a template. The first is what other languages fall back to.',
      },
    ),
    template: Type.Optional(Type.String({ description: 'The name of a message template, in place of contents.' })),
    purpose: oneOf(['promotional', 'transactional']),
    data: anyObject({ description: 'Values for the templates.' }),
    from: Type.Optional(Type.String()),
    sender: Type.Optional(SENDER_ID),
    replyTo: Type.Optional(Type.String()),
    to: Type.Optional(Type.String({ description: "Overrides the contact's own address." })),
    onCap: Type.Optional(
      oneOf(['defer', 'skip'], { description: 'Where the contact has got enough; defer where left out.' }),
    ),
    onClosed: Type.Optional(
      oneOf(['defer', 'skip'], { description: 'Outside the hours of sending; defer where left out.' }),
    ),
    deferAtMostHours: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 8_784,
        description: 'Put off for longer, it is skipped. 168 where left out.',
      }),
    ),
    layout: Type.Optional(
      oneOf(LAYOUTS, { description: "What of the brand stands around the body; 'default' where left out." }),
    ),
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

export const SmsRequestSchema = Type.Object(
  {
    contact: CONTACT,
    contents: Type.Array(Type.Object({ language: Type.String(), text: Type.String() }, STRICT), {
      minItems: 1,
      description: 'One per language, Handlebars. The first is what other languages fall back to.',
    }),
    purpose: oneOf(['promotional', 'transactional']),
    data: anyObject({ description: 'Values for the templates.' }),
    sender: Type.Optional(SENDER_ID),
    to: Type.Optional(Type.String({ description: "Overrides the contact's own number." })),
    optOutText: Type.Optional(Type.Boolean({ description: 'Whether promotional texts end with how to refuse more.' })),
    shortLinks: Type.Optional(Type.Boolean()),
    itemIndex: Type.Integer({ minimum: 0 }),
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one message.' }),
  },
  {
    ...STRICT,
    $id: 'SmsRequest',
    examples: [
      {
        contact: { phone: '+972502345678' },
        contents: [{ language: 'he', text: 'שלום {{contact.firstName}}, ההזמנה בדרך' }],
        purpose: 'transactional',
        data: {},
        itemIndex: 0,
        idempotencyKey: 'n8n-1:231:Send SMS:0:0',
      },
    ],
  },
);

export const SmsReceiptSchema = Type.Object(
  {
    messageId: Type.String(),
    verdict: oneOf(['send', 'defer', 'skip']),
    reason: Type.String(),
    language: Type.String(),
    recipient: Type.String({ description: 'E.164.' }),
    ...SMS_FIGURES,
  },
  { $id: 'SmsReceipt' },
);

export const CouponRequestSchema = Type.Object(
  {
    contact: CONTACT,
    pool: Type.Optional(Type.String({ description: 'The name of a coupon pool.' })),
    shopCoupon: Type.Optional(
      Type.Object(
        {
          shop: Type.Optional(Type.String({ description: 'Its id; the oldest that can where left out.' })),
          kind: oneOf(['percent', 'amount']),
          amount: Type.String({ description: 'Percent, or major units: "10", "49.90".' }),
          validDays: Type.Optional(Type.Number()),
          prefix: Type.Optional(Type.String()),
          minimumTotal: Type.Optional(Type.String({ description: 'Orders below it do not count, in major units.' })),
        },
        { ...STRICT, description: 'What the shop is to make, in place of a code of a pool.' },
      ),
    ),
    toldBy: Type.Optional(
      oneOf(['email', 'sms', 'whatsapp'], {
        description: 'Only a contact who may get promotional messages by this channel gets one.',
      }),
    ),
    itemIndex: Type.Integer({ minimum: 0 }),
    idempotencyKey: Type.String({ minLength: 1, maxLength: 500, description: 'The same key twice is one code.' }),
  },
  { ...STRICT, $id: 'CouponRequest' },
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
