import { Type } from '@sinclair/typebox';

import type { Contact } from '../../contacts';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID_PARAMS } from '../schemas/basics';
import { ContactSchema, type ContactAnswer } from '../schemas/contact';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Contacts'];
const CONTACT = componentOf(ContactSchema);

/** The people that shops and sites know. */
export function contactRoutes(app: ApiApp, { contacts, workspace }: HttpDependencies): void {
  app.get(
    '/contacts',
    {
      schema: {
        tags: TAGS,
        operationId: 'listContacts',
        summary: 'List contacts, newest first',
        querystring: pageQuery({
          email: Type.Optional(Type.String({ description: "Any of the contact's addresses, in any spelling." })),
        }),
        response: answers(pageOf(CONTACT), 'A page of contacts.'),
      },
    },
    async ({ query }) => {
      if (query.email !== undefined) {
        const contact = await contacts.findByEmail(workspace, query.email);
        return { data: contact ? [present(contact)] : [], nextCursor: null };
      }
      const { limit, lastId } = readLastId(query);
      const { data, nextCursor } = await contacts.list({ workspace, limit, cursor: lastId });
      return {
        data: data.map(present),
        nextCursor: nextCursor === null ? null : encodeCursor({ limit, lastId: nextCursor }),
      };
    },
  );

  app.get(
    '/contacts/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getContact',
        summary: 'Read a contact',
        params: NUMBER_ID_PARAMS,
        response: answers(CONTACT, 'The contact.'),
      },
    },
    async ({ params }) => present(await contacts.get(workspace, params.id)),
  );
}

function present({ workspace: _workspace, createdAt, updatedAt, ...contact }: Contact): ContactAnswer {
  return { ...contact, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
