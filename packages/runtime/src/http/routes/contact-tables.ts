import { Readable } from 'node:stream';

import { Type, type TSchema } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';

import { contactsCsv, problemsCsv } from '../../contacts';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { SEPARATOR } from '../schemas/contact-import';

const TAGS = ['Imports'];

/** Tables for spreadsheets. They are sent as they are made, so that their length costs no memory. */
export function contactTableRoutes(app: ApiApp, { database, imports, workspace }: HttpDependencies): void {
  app.get(
    '/contacts/export',
    {
      schema: {
        tags: TAGS,
        operationId: 'exportContacts',
        summary: 'Contacts as CSV, oldest first',
        description:
          'Cells that a spreadsheet would take for formulas begin with an apostrophe; an import takes it away.',
        querystring: Type.Object({
          search: Type.Optional(Type.String({ maxLength: 200 })),
          list: Type.Optional(Type.String()),
          tag: Type.Optional(Type.String()),
          separator: Type.Optional(SEPARATOR),
          bom: Type.Boolean({ default: true, description: 'Excel takes the file for UTF-8 only with it.' }),
        }),
        response: csvAnswers('The contacts.'),
      },
    },
    async ({ query }, reply) => {
      const { bom, separator = ',', ...filter } = query;
      const lines = contactsCsv(database, { ...filter, workspace, separator, hasByteOrderMark: bom });
      return await sendTable(reply, 'contacts.csv', lines);
    },
  );

  app.get(
    '/contact-imports/:id/errors',
    {
      schema: {
        tags: TAGS,
        operationId: 'getContactImportErrors',
        summary: 'The lines of an import that were refused, as CSV, each with its reason',
        params: TEXT_ID_PARAMS,
        response: csvAnswers('The lines: number, code, column, message, and the cells as they were.'),
      },
    },
    async ({ params }, reply) => {
      const state = await imports.get(workspace, params.id);
      return await sendTable(reply, `import-${state.id}-errors.csv`, problemsCsv(database, state));
    },
  );
}

const csvAnswers = (description: string): Record<string, TSchema> => answers(Type.String(), description);

const sendTable = (reply: FastifyReply, name: string, lines: AsyncIterable<string>): FastifyReply =>
  reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(lines, { objectMode: false }));
