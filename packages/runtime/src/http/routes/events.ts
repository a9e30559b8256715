import { Type } from '@sinclair/typebox';

import type { StoredEvent } from '../../events';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, NUMBER_ID_PARAMS } from '../schemas/basics';
import { EventSchema, type EventAnswer } from '../schemas/event';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Events'];
const EVENT = componentOf(EventSchema);

/** The log of what happened. */
export function eventRoutes(app: ApiApp, { events, workspace }: HttpDependencies): void {
  app.get(
    '/events',
    {
      schema: {
        tags: TAGS,
        operationId: 'listEvents',
        summary: 'List events, newest first',
        querystring: pageQuery({
          type: Type.Optional(Type.String({ description: 'e.g. order.placed' })),
          contactId: Type.Optional(NUMBER_ID),
        }),
        response: answers(pageOf(EVENT), 'A page of events.'),
      },
    },
    async ({ query }) => {
      const { limit, lastId } = readLastId(query);
      const { type, contactId: contact } = query;
      const { data, nextCursor } = await events.list({ workspace, limit, cursor: lastId, type, contact });
      return {
        data: data.map(present),
        nextCursor: nextCursor === null ? null : encodeCursor({ limit, lastId: nextCursor }),
      };
    },
  );

  app.get(
    '/events/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getEvent',
        summary: 'Read an event',
        params: NUMBER_ID_PARAMS,
        response: answers(EVENT, 'The event.'),
      },
    },
    async ({ params }) => present(await events.get(workspace, params.id)),
  );
}

function present({ id, type, contact, shop, occurredAt, receivedAt, dedupeKey, payload }: StoredEvent): EventAnswer {
  return {
    id,
    type,
    contactId: contact,
    shopId: shop,
    occurredAt: toIso(occurredAt),
    receivedAt: toIso(receivedAt),
    dedupeKey,
    payload,
  };
}
