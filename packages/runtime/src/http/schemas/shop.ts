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
  consumerKey: Type.String({ description: "Of the shop's REST API." }),
  consumerSecret: Type.String(),
  webhookSecret: Type.String({ description: "What the shop's webhooks are signed with." }),
  locale: Type.Optional(
    nullable(Type.String(), {
      description: "BCP 47; null or left out: the customer's country decides about their language.",
    }),
  ),
};

export const ShopInputSchema = Type.Object(
  { type: oneOf(SHOP_TYPES), ...CHANGEABLE },
  {
    $id: 'ShopInput',
    examples: [{ ...EXAMPLE, consumerKey: 'ck_…', consumerSecret: 'cs_…', webhookSecret: 'a long random text' }],
  },
);

export const ShopChangesSchema = Type.Partial(Type.Object(CHANGEABLE), {
  $id: 'ShopChanges',
  description: 'What is left out stays as it is.',
  examples: [{ name: 'My other shop' }],
});

export const ShopSchema = Type.Object(
  {
    id: Type.String(),
    type: oneOf(SHOP_TYPES),
    name: Type.String(),
    url: Type.String(),
    locale: nullable(Type.String()),
    webhookUrl: Type.String({ description: "What to enter as delivery URL of the shop's webhooks." }),
    lastEventAt: nullable(instant(), { description: 'When the shop was heard last.' }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  {
    $id: 'Shop',
    description: 'A shop connection without its secrets: they never come out again.',
    examples: [
      {
        id: 'Vb3qkT0ZrW8yLxPd',
        ...EXAMPLE,
        webhookUrl: 'https://journeys.example/shops/Vb3qkT0ZrW8yLxPd/woocommerce',
        lastEventAt: null,
        createdAt: '2026-11-22T09:00:00.000Z',
        updatedAt: '2026-11-22T09:00:00.000Z',
      },
    ],
  },
);

export type ShopAnswer = Static<typeof ShopSchema>;
