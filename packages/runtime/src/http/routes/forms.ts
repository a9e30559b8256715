import { Type } from '@sinclair/typebox';

import { attributesOf } from '../../contacts';
import { countsOf, daysOf, NO_COUNTS, submissionsOf, type Form, type FormCounts } from '../../forms';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { presentForm, presentSubmission } from '../present-form';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { FormDraftSchema, FormSchema, FormSubmissionSchema } from '../schemas/form';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Forms'];
const FORM = componentOf(FormSchema);
const DAYS = 90;

/** Pages on which people sign up, and what was answered there. */
export function formRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { forms, formLinks, formViews, database, workspace } = dependencies;

  const present = async (form: Form, counts?: FormCounts) => {
    const known = counts ?? (await countAll()).get(form.id) ?? NO_COUNTS;
    return presentForm(form, { counts: known, links: formLinks, attributes: await attributesOf(database, workspace) });
  };
  const countAll = async () => {
    await formViews.flush();
    return await countsOf(database, workspace);
  };

  app.get(
    '/forms',
    {
      schema: {
        tags: TAGS,
        operationId: 'listForms',
        summary: 'List forms by name, with their counts',
        response: answers(Type.Object({ data: Type.Array(FORM) }), 'All of them.'),
      },
    },
    async () => {
      const counts = await countAll();
      const all = await forms.list(workspace);
      return { data: await Promise.all(all.map((form) => present(form, counts.get(form.id) ?? NO_COUNTS))) };
    },
  );

  app.post(
    '/forms',
    {
      schema: {
        tags: TAGS,
        operationId: 'createForm',
        summary: 'Make a form',
        body: FormDraftSchema,
        response: answers(FORM, 'It is there: its page is open at `url`.', 201),
      },
    },
    async ({ body }, reply) => await reply.code(201).send(await present(await forms.create(workspace, body))),
  );

  app.get(
    '/forms/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getForm',
        summary: 'Read a form, with its counts and what other sites include to show it',
        params: TEXT_ID_PARAMS,
        response: answers(FORM, 'The form.'),
      },
    },
    async ({ params }) => await present(await forms.get(workspace, params.id)),
  );

  app.put(
    '/forms/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'replaceForm',
        summary: 'Replace a form; what is left out has its default again',
        description: 'Whoever has the page open sees the new one before anything is taken.',
        params: TEXT_ID_PARAMS,
        body: FormDraftSchema,
        response: answers(FORM, 'The form.'),
      },
    },
    async ({ params, body }) => await present(await forms.replace(workspace, params.id, body)),
  );

  app.delete(
    '/forms/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteForm',
        summary: 'Delete a form with what was answered there; contacts and their consents stay',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await forms.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );

  app.get(
    '/forms/:id/days',
    {
      schema: {
        tags: TAGS,
        operationId: 'listFormDays',
        summary: 'What happened at a form, day by day (UTC), the latest first',
        params: TEXT_ID_PARAMS,
        response: answers(
          Type.Object({
            data: Type.Array(
              Type.Object({
                day: Type.String({ format: 'date' }),
                views: Type.Integer(),
                submissions: Type.Integer(),
                confirmed: Type.Integer(),
                downloads: Type.Integer(),
              }),
            ),
          }),
          `The latest ${DAYS} days on which something happened.`,
        ),
      },
    },
    async ({ params }) => {
      const { id } = await forms.get(workspace, params.id);
      await formViews.flush();
      return { data: await daysOf(database, id, DAYS) };
    },
  );

  app.get(
    '/forms/:id/submissions',
    {
      schema: {
        tags: TAGS,
        operationId: 'listFormSubmissions',
        summary: 'What was answered at a form, newest first',
        params: TEXT_ID_PARAMS,
        querystring: pageQuery({}),
        response: answers(pageOf(componentOf(FormSubmissionSchema)), 'A page of submissions.'),
      },
    },
    async ({ params, query }) => {
      const { id } = await forms.get(workspace, params.id);
      const { limit, lastId } = readLastId(query);
      const found = await submissionsOf(database, { form: id, lastId, limit: limit + 1 });
      const data = found.slice(0, limit);
      const last = found.length > limit ? data.at(-1)?.id : undefined;
      return {
        data: data.map((submission) => presentSubmission(submission)),
        nextCursor: last === undefined ? null : encodeCursor({ limit, lastId: last }),
      };
    },
  );
}
