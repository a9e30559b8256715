import { Type } from '@sinclair/typebox';

import { nullable } from './basics';

const NODE = nullable(Type.String(), { description: 'The node that sent the messages.' });
const COUNT = Type.Integer({ minimum: 0 });

export const MessageCountsSchema = Type.Object({
  node: NODE,
  sent: COUNT,
  opened: Type.Integer({ description: 'Opened by a person, or followed: who clicks has opened.' }),
  openedByMachine: Type.Integer({ description: 'Of which nothing is known but that a machine loaded their picture.' }),
  clicked: COUNT,
  clickedByBot: Type.Integer({ description: 'Whose links only programs followed.' }),
  unsubscribed: COUNT,
});

export const AttributedOrdersSchema = Type.Object({
  node: NODE,
  currency: Type.String(),
  orders: COUNT,
  total: Type.Number({ description: 'Major units, before refunds.' }),
  refunded: Type.Number({ description: 'Positive.' }),
  revenue: Type.Number({ description: 'Net of refunds.' }),
});

export const ResultsSchema = Type.Object(
  {
    attribution: Type.Object({
      model: Type.Literal('lastClick'),
      days: Type.Number({ description: 'An order counts for so many days after the click.' }),
    }),
    messages: Type.Array(MessageCountsSchema),
    orders: Type.Array(AttributedOrdersSchema, { description: 'A row for each node and currency.' }),
  },
  { $id: 'Results', description: 'What became of messages, and the orders that followed.' },
);

export const VariantResultsSchema = Type.Object(
  {
    split: Type.String({ description: 'The id of the node.' }),
    variant: Type.String(),
    contacts: Type.Integer({ minimum: 0, description: 'Who took it.' }),
    opened: COUNT,
    clicked: COUNT,
    bought: Type.Integer({ minimum: 0, description: 'Who placed an order after it.' }),
  },
  { $id: 'VariantResults' },
);

const UTM = Type.Object(
  {
    source: Type.String({ minLength: 1, maxLength: 200 }),
    medium: Type.Optional(Type.String({ maxLength: 200 })),
    campaign: Type.Optional(Type.String({ maxLength: 200, description: 'Empty for the name of the journey.' })),
  },
  { additionalProperties: false },
);

const SETTINGS = {
  clicks: Type.Boolean({ description: 'Whether links of promotional mails tell who follows them.' }),
  opens: Type.Boolean({ description: 'Whether promotional mails have a pixel that tells who loads it.' }),
  transactional: Type.Boolean({ description: 'Whether transactional mails are tracked, too.' }),
  utm: nullable(UTM, { description: 'Null where links keep their own addresses.' }),
  attributionDays: Type.Number({ minimum: 1, maximum: 90 }),
};

export const TrackingSettingsSchema = Type.Object(SETTINGS, {
  $id: 'TrackingSettings',
  description: 'What of messages is tracked.',
});

export const TrackingSettingsChangesSchema = Type.Partial(Type.Object(SETTINGS), { additionalProperties: false });
