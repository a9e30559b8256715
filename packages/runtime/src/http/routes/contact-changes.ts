import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentDetail } from '../present-contact';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, NUMBER_ID_PARAMS } from '../schemas/basics';
import { ContactChangesSchema, ContactDetailSchema, ContactInputSchema } from '../schemas/contact';

const TAGS = ['Contacts'];
const DETAIL = componentOf(ContactDetailSchema);

/** Changes of contacts by people and programs. */
export function contactChangeRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { contacts, contactWriter: writer, workspace, consentLinks } = dependencies;
  const show = async (id: number) => {
    const contact = await contacts.detail(workspace, id);
    return presentDetail(contact, consentLinks.preferences(workspace, contact.id));
  };

  app.post(
    '/contacts',
    {
      schema: {
        tags: TAGS,
        operationId: 'upsertContact',
        summary: 'Create a contact, or change the one that has these identities',
        body: ContactInputSchema,
        response: { ...answers(DETAIL, 'The contact was known.'), ...answers(DETAIL, 'The contact is new.', 201) },
      },
    },
    async ({ body }, reply) => {
      const { contact, isNew } = await writer.upsert(workspace, body);
      return await reply.code(isNew ? 201 : 200).send(await show(contact.id));
    },
  );

  app.patch(
    '/contacts/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeContact',
        summary: 'Change what is named of a contact',
        description: 'null empties a field. Another e-mail or phone takes the place of the one before.',
        params: NUMBER_ID_PARAMS,
        body: ContactChangesSchema,
        response: answers(DETAIL, 'The contact.'),
      },
    },
    async ({ params, body }) => show((await writer.patch(workspace, params.id, body)).id),
  );

  app.delete(
    '/contacts/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'eraseContact',
        summary: 'Forget a contact',
        description:
          'Ends their executions, deletes what is known of them and was written to them, and leaves hashes of their addresses, to which nothing is sent any more.',
        params: NUMBER_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await writer.erase(workspace, params.id);
      return await reply.code(204).send();
    },
  );

  app.post(
    '/contacts/:id/merge',
    {
      schema: {
        tags: TAGS,
        operationId: 'mergeContacts',
        summary: 'Make another contact part of this one',
        params: NUMBER_ID_PARAMS,
        body: Type.Object({ from: NUMBER_ID }, { additionalProperties: false }),
        response: answers(DETAIL, 'The contact that both are now.'),
      },
    },
    async ({ params, body }) => show((await writer.merge(workspace, params.id, body.from)).id),
  );
}
