import { Type } from '@sinclair/typebox';

import { exportContact } from '../../contacts';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { presentContact, presentDetail } from '../present-contact';
import { answers, componentOf } from '../schemas/answers';
import { anyObject, NUMBER_ID_PARAMS } from '../schemas/basics';
import { ContactDetailSchema, ContactSchema } from '../schemas/contact';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Contacts'];
const CONTACT = componentOf(ContactSchema);

/** The people that shops and sites know. */
export function contactRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { contacts, workspace, consentLinks, database } = dependencies;

  app.get(
    '/contacts',
    {
      schema: {
        tags: TAGS,
        operationId: 'listContacts',
        summary: 'List contacts, newest first',
        querystring: pageQuery({
          email: Type.Optional(Type.String({ description: "Any of the contact's addresses, in any spelling." })),
          search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of address, phone or name.' })),
          list: Type.Optional(Type.String({ description: 'Id of a list that they are in.' })),
          tag: Type.Optional(Type.String()),
        }),
        response: answers(pageOf(CONTACT), 'A page of contacts.'),
      },
    },
    async ({ query }) => {
      if (query.email !== undefined) {
        const contact = await contacts.findByEmail(workspace, query.email);
        return { data: contact ? [presentContact(contact)] : [], nextCursor: null };
      }
      const { limit, lastId } = readLastId(query);
      const { search, list, tag } = query;
      const { data, nextCursor } = await contacts.list({ workspace, limit, cursor: lastId, search, list, tag });
      return {
        data: data.map(presentContact),
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
        summary: 'Read a contact with identities, lists, tags and consents',
        description: 'The id of a contact that was merged into another one gives that one.',
        params: NUMBER_ID_PARAMS,
        response: answers(componentOf(ContactDetailSchema), 'The contact.'),
      },
    },
    async ({ params }) => {
      const contact = await contacts.detail(workspace, params.id);
      return presentDetail(contact, consentLinks.preferences(workspace, contact.id));
    },
  );

  app.get(
    '/contacts/:id/export',
    {
      schema: {
        tags: TAGS,
        operationId: 'exportContact',
        summary: 'Everything that is known of a contact, for a person who asks',
        params: NUMBER_ID_PARAMS,
        response: answers(anyObject(), 'The contact with consents, orders, messages, journeys and events.'),
      },
    },
    async ({ params }) => await exportContact(database, workspace, params.id),
  );
}
