import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant, NUMBER_ID, nullable } from './basics';

export const EventSchema = Type.Object(
  {
    id: NUMBER_ID,
    type: Type.String({ description: 'order.placed, order.status_changed, customer.created, …' }),
    contactId: nullable(NUMBER_ID),
    shopId: nullable(Type.String()),
    occurredAt: instant({ description: 'When it happened at the shop.' }),
    receivedAt: instant({ description: 'When it was heard of.' }),
    dedupeKey: Type.String(),
    payload: anyObject({ description: 'The item that triggers hand to workflows: event, shop, contact, order, …' }),
  },
  {
    $id: 'Event',
    description: 'Something that happened, once. Never changed.',
    examples: [
      {
        id: 42,
        type: 'order.placed',
        contactId: 17,
        shopId: 'Vb3qkT0ZrW8yLxPd',
        occurredAt: '2026-11-22T08:59:30.000Z',
        receivedAt: '2026-11-22T09:00:00.000Z',
        dedupeKey: 'Vb3qkT0ZrW8yLxPd:order:1001:placed',
        payload: { event: { type: 'order.placed', occurredAt: '2026-11-22T08:59:30.000Z' } },
      },
    ],
  },
);

export type EventAnswer = Static<typeof EventSchema>;
