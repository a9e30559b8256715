import { Type } from '@sinclair/typebox';

import { INTEREST_KINDS } from '../../events';
import { oneOf } from './basics';

/** A misspelt filter must not widen what is told: unknown fields are refused. */
const STRICT = { additionalProperties: false };
const WORDS = Type.Array(Type.String());

const DATE = Type.Object(
  {
    field: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'createdAt, firstOrder, lastOrder or attributes.<name>.',
    }),
    offset: Type.Object(
      { amount: Type.Integer({ minimum: -3660, maximum: 3660 }), unit: oneOf(['days', 'months']) },
      STRICT,
    ),
    timeOfDay: Type.Object(
      { hour: Type.Integer({ minimum: 0, maximum: 23 }), minute: Type.Integer({ minimum: 0, maximum: 59 }) },
      STRICT,
    ),
    zone: oneOf(['contact', 'workspace']),
    repeat: oneOf(['yearly', 'monthly', 'once']),
    leapDay: oneOf(['february28', 'march1'], { description: 'When 29 February is celebrated in the years between.' }),
    lateHours: Type.Number({ minimum: 0, maximum: 168, description: 'So many hours late it still counts.' }),
  },
  { ...STRICT, description: 'A date of each contact, and when it is reached.' },
);

const MEMBERS = Type.Object(
  {
    who: oneOf(['also', 'only'], { description: 'Besides those who join later, or nobody else.' }),
    count: Type.Integer({ minimum: 1, maximum: 100_000 }),
    per: oneOf(['minute', 'hour']),
    startAt: Type.Optional(Type.String({ description: "ISO 8601; in the workspace's time zone without an offset." })),
    leavers: oneOf(['skip', 'take']),
    round: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { ...STRICT, description: 'How members who are there already are taken in.' },
);

const SCALAR = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

const PATH = Type.String({ minLength: 1, maxLength: 200 });

const FIELD = Type.Object(
  {
    field: Type.Union([PATH, Type.Array(PATH, { minItems: 1, maxItems: 5 })], {
      description: 'A path into the event such as "form.id"; of several the values of all are looked at.',
    }),
    operator: Type.String(),
    value: Type.Optional(Type.Union([SCALAR, Type.Array(SCALAR, { minItems: 1, maxItems: 500 })])),
    zone: Type.Optional(
      oneOf(['workspace', 'contact'], { description: "Whose days a date means; the workspace's where left out." }),
    ),
    only: Type.Optional(WORDS),
  },
  { ...STRICT, description: 'What has to hold of a field of the event; with `only`, of these types of events.' },
);

/** A year. */
const MINUTES = { minimum: 1, maximum: 525_600 };

const INTEREST = Type.Object(
  {
    kinds: Type.Array(oneOf(INTEREST_KINDS), { minItems: 1 }),
    withinDays: Type.Number({ exclusiveMinimum: 0, maximum: 3_650 }),
    minimumDropPercent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
    minimumDrop: Type.Optional(Type.String({ description: 'Major units, e.g. "5".' })),
    skipBuyers: Type.Optional(Type.Boolean()),
    anonymous: Type.Optional(Type.Boolean()),
    perMinute: Type.Number({ exclusiveMinimum: 0, maximum: 60_000 }),
  },
  { ...STRICT, description: 'Which contacts are told of an event of a product, and how fast.' },
);

export const SubscriptionRequestSchema = Type.Object(
  {
    filter: Type.Object(
      {
        events: Type.Array(Type.String(), { minItems: 1 }),
        shop: Type.Optional(Type.String()),
        shopType: Type.Optional(Type.String({ description: 'Only of shops of this kind.' })),
        toStatuses: Type.Optional(WORDS),
        statuses: Type.Optional(WORDS),
        productIds: Type.Optional(WORDS),
        skus: Type.Optional(WORDS),
        categories: Type.Optional(WORDS),
        minimumTotal: Type.Optional(Type.String()),
        lists: Type.Optional(WORDS),
        segments: Type.Optional(WORDS),
        dates: Type.Optional(Type.Array(DATE, { maxItems: 20 })),
        members: Type.Optional(MEMBERS),
        fields: Type.Optional(Type.Array(FIELD, { maxItems: 50 })),
        afterMinutes: Type.Optional(
          Type.Integer({ ...MINUTES, description: 'For events that tell that something did not happen for so long.' }),
        ),
        interest: Type.Optional(INTEREST),
        onceBy: Type.Optional(
          Type.String({ description: 'A path into the event such as "cart.id": each value is posted once.' }),
        ),
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
