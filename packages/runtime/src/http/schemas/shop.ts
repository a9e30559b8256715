import { Type, type Static } from '@sinclair/typebox';

import { SHOP_TYPES } from '../../shops';
import { instant, nullable, oneOf } from './basics';

const EXAMPLE = {
  type: 'woocommerce' as const,
  name: 'My shop',
  url: 'https://shop.example',
  locale: 'he',
};

const CHANGEABLE = {
  name: Type.String({ minLength: 1 }),
  url: Type.String({ description: 'The shop as its visitors see it, with https:// in front.' }),
  consumerKey: Type.Optional(
    Type.String({
      description:
        'WooCommerce: of the REST key. Magento: of the integration; left out with both secrets where its access token is allowed as a Bearer token.',
    }),
  ),
  consumerSecret: Type.Optional(Type.String()),
  accessToken: Type.Optional(Type.String({ description: 'Magento only: of the integration.' })),
  accessTokenSecret: Type.Optional(Type.String({ description: 'Magento only.' })),
  webhookSecret: Type.Optional(
    Type.String({ description: "What the shop's webhooks are signed with. Left out: a long random text." }),
  ),
  locale: Type.Optional(
    nullable(Type.String(), {
      description: "BCP 47; null or left out: the customer's country decides about their language.",
    }),
  ),
  deliveredStatus: Type.Optional(
    nullable(Type.String(), {
      description:
        'The status that says that an order has arrived, null for none. Left out: `delivered` at WooCommerce; at Magento none, its shipments say it.',
    }),
  ),
  pull: Type.Optional(
    Type.Boolean({
      description:
        'Whether this server calls the shop: to test the keys, register webhooks, import and reconcile. Left out: it does, unless the address belongs to nobody (shop.example).',
    }),
  ),
};

const IMPORT = Type.Optional(Type.Boolean({ description: 'Import the history at once.' }));

export const ShopInputSchema = Type.Object(
  { type: oneOf(SHOP_TYPES), ...CHANGEABLE, import: IMPORT },
  {
    $id: 'ShopInput',
    examples: [
      { ...EXAMPLE, consumerKey: 'ck_…', consumerSecret: 'cs_…', webhookSecret: 'a long random text' },
      {
        ...EXAMPLE,
        type: 'magento',
        consumerKey: '…',
        consumerSecret: '…',
        accessToken: '…',
        accessTokenSecret: '…',
        import: true,
      },
    ],
  },
);

export const ShopChangesSchema = Type.Partial(Type.Object(CHANGEABLE), {
  $id: 'ShopChanges',
  description: 'What is left out stays as it is.',
  examples: [{ name: 'My other shop' }],
});

const WEBHOOKS = {
  topics: Type.Array(Type.Object({ topic: Type.String(), status: oneOf(['active', 'paused', 'disabled']) })),
  error: nullable(Type.Object({ code: Type.String(), message: Type.String() }), {
    description: 'Why the webhooks could not be looked after.',
  }),
};

const HEALTH = Type.Object({
  status: oneOf(['ok', 'degraded', 'failing', 'waiting', 'unwatched'], {
    description:
      'failing: the shop could not be asked last time. degraded: it can, but a webhook is missing or paused, or records are set aside. waiting: it was not asked yet. unwatched: it is never asked (`pull`).',
  }),
  lastEventAt: nullable(instant(), { description: 'When a webhook came last.' }),
  lastPollAt: nullable(instant(), { description: 'When the last reconciliation that went through began.' }),
  nextPollAt: nullable(instant()),
  lagSeconds: nullable(Type.Integer(), {
    description: 'Age of the last reconciliation: what is younger and came by no webhook may be missing.',
  }),
  failures: Type.Integer({ description: 'In a row.' }),
  lastError: nullable(Type.Object({ code: Type.String(), message: Type.String(), at: instant() }), {
    description: 'Also after it has passed.',
  }),
  webhooks: nullable(
    Type.Object({
      ...WEBHOOKS,
      checkedAt: instant(),
      enabledAgainAt: nullable(instant(), {
        description: 'When one that the shop had given up was switched on again.',
      }),
    }),
  ),
  setAside: Type.Integer({ description: 'Records that could not be read or stored.' }),
});

export const ImportSchema = Type.Object(
  {
    status: oneOf(['running', 'done']),
    startedAt: instant(),
    endedAt: nullable(instant()),
    resources: Type.Array(
      Type.Object({
        resource: Type.String(),
        status: oneOf(['waiting', 'running', 'done']),
        done: Type.Integer(),
        total: nullable(Type.Integer(), { description: 'As the shop counts; null while it has not said.' }),
      }),
    ),
  },
  { $id: 'ShopImport', description: 'How far the import of the history is.' },
);

export const ShopTestSchema = Type.Object(
  { ok: Type.Boolean(), currency: nullable(Type.String()), webhooks: nullable(Type.Object(WEBHOOKS)) },
  { $id: 'ShopTest' },
);

const SET_ASIDE = Type.Array(
  Type.Object({ resource: Type.String(), id: Type.String(), reason: Type.String(), at: instant() }),
  { description: 'Records that could not be read or stored, the newest first.' },
);

const EXAMPLE_HEALTH = {
  status: 'ok' as const,
  lastEventAt: '2026-11-22T09:30:00.000Z',
  lastPollAt: '2026-11-22T09:31:00.000Z',
  nextPollAt: '2026-11-22T09:36:00.000Z',
  lagSeconds: 40,
  failures: 0,
  lastError: null,
  webhooks: {
    topics: [{ topic: 'order.created', status: 'active' as const }],
    error: null,
    checkedAt: '2026-11-22T09:31:00.000Z',
    enabledAgainAt: null,
  },
  setAside: 0,
};

const SHOP = {
  id: Type.String(),
  type: oneOf(SHOP_TYPES),
  name: Type.String(),
  url: Type.String(),
  locale: nullable(Type.String()),
  deliveredStatus: nullable(Type.String()),
  currency: nullable(Type.String(), { description: 'As the shop told it; null where nobody has asked.' }),
  pull: Type.Boolean(),
  webhookUrl: Type.String({ description: "What to enter as delivery URL of the shop's webhooks." }),
  lastEventAt: nullable(instant(), { description: 'When the shop was heard last.' }),
  health: HEALTH,
  import: nullable(Type.Object(ImportSchema.properties), {
    description: 'How far the import of the history is; null before the first.',
  }),
  createdAt: instant(),
  updatedAt: instant(),
};

const EXAMPLE_SHOP = {
  id: 'Vb3qkT0ZrW8yLxPd',
  ...EXAMPLE,
  webhookUrl: 'https://journeys.example/shops/Vb3qkT0ZrW8yLxPd/woocommerce',
  deliveredStatus: 'delivered',
  currency: 'ILS',
  pull: true,
  lastEventAt: EXAMPLE_HEALTH.lastEventAt,
  health: EXAMPLE_HEALTH,
  import: null,
  createdAt: '2026-11-22T09:00:00.000Z',
  updatedAt: '2026-11-22T09:00:00.000Z',
};

export const ShopSchema = Type.Object(SHOP, {
  $id: 'Shop',
  description: 'A shop connection without its secrets: they never come out again.',
  examples: [EXAMPLE_SHOP],
});

export const ShopDetailsSchema = Type.Object(
  { ...SHOP, setAside: SET_ASIDE },
  { $id: 'ShopDetails', examples: [{ ...EXAMPLE_SHOP, setAside: [] }] },
);

export const DisconnectedShopSchema = Type.Object(
  {
    ...SHOP,
    disconnected: Type.Object({
      webhooksRemoved: Type.Integer({ description: 'How many webhooks were removed at the shop.' }),
      left: nullable(Type.Object({ code: Type.String(), message: Type.String() }), {
        description: 'Why webhooks may still be there, and what to do about it; null where none are.',
      }),
    }),
  },
  { $id: 'DisconnectedShop', examples: [{ ...EXAMPLE_SHOP, disconnected: { webhooksRemoved: 11, left: null } }] },
);

export const PartingSchema = Type.Object(
  {
    id: Type.String({ description: 'Of the shop connection that was.' }),
    type: oneOf(SHOP_TYPES),
    name: Type.String(),
    url: Type.String(),
    disconnectedAt: instant(),
    attempts: Type.Integer({ description: 'None of them could remove the webhooks.' }),
    nextAttemptAt: instant(),
    lastError: SHOP.health.properties.lastError,
  },
  {
    $id: 'ShopParting',
    description: 'A shop that was disconnected, and whose webhooks could not be removed there yet.',
    examples: [
      {
        id: 'Vb3qkT0ZrW8yLxPd',
        type: 'woocommerce',
        name: 'My shop',
        url: 'https://shop.example',
        disconnectedAt: '2026-11-22T09:00:00.000Z',
        attempts: 2,
        nextAttemptAt: '2026-11-22T09:01:30.000Z',
        lastError: {
          code: 'SHOP_FAILING',
          message: 'The shop answered 500.',
          at: '2026-11-22T09:00:30.000Z',
        },
      },
    ],
  },
);

export type PartingAnswer = Static<typeof PartingSchema>;
export type ShopAnswer = Static<typeof ShopSchema>;
export type ImportAnswer = Static<typeof ImportSchema>;
export type WebhooksAnswer = Static<typeof ShopTestSchema>['webhooks'] & object;
export type SetAsideAnswer = Static<typeof SET_ASIDE>;
