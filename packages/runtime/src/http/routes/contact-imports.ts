import { Readable } from 'node:stream';

import { Type } from '@sinclair/typebox';

import type { ImportState } from '../../contacts';
import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import {
  ContactImportSchema,
  ENCODING,
  ImportPlanSchema,
  PreviewInputSchema,
  PreviewSchema,
  SEPARATOR,
  UploadedFileSchema,
} from '../schemas/contact-import';

const TAGS = ['Imports'];
const IMPORT = componentOf(ContactImportSchema);

/** Contacts from CSV files: upload, preview, start, watch. */
export function contactImportRoutes(app: ApiApp, { imports, workspace }: HttpDependencies): void {
  app.register(async (group: ApiApp) => {
    // The file goes to the disk as it comes: it may be larger than what this process may hold.
    group.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, payload, done) =>
      done(null, payload),
    );
    group.post(
      '/contact-imports',
      {
        schema: {
          tags: TAGS,
          operationId: 'uploadContacts',
          summary: 'Upload a CSV file, as the body (text/csv); nothing is imported yet',
          description:
            'Encoding (UTF-8, UTF-16, Windows-1255, -1256) and separator are found out where they are not given.',
          querystring: Type.Object({ encoding: Type.Optional(ENCODING), separator: Type.Optional(SEPARATOR) }),
          response: answers(UploadedFileSchema, 'What is in the file, and what its columns probably are.', 201),
        },
      },
      async ({ body, query }, reply) => {
        if (!(body instanceof Readable)) {
          throw new CodedUserError(
            'MEDIA_TYPE_UNSUPPORTED',
            'Send the file itself as the body, with the type text/csv.',
          );
        }
        const { state, columns, suggested, sample } = await imports.upload(workspace, body, query);
        return await reply.code(201).send({ import: present(state), columns, suggestedMapping: suggested, sample });
      },
    );
  });

  app.get(
    '/contact-imports',
    {
      schema: {
        tags: TAGS,
        operationId: 'listContactImports',
        summary: 'List the latest imports, newest first',
        response: answers(Type.Object({ data: Type.Array(IMPORT) }), 'At most a hundred.'),
      },
    },
    async () => ({ data: (await imports.list(workspace)).map(present) }),
  );

  app.get(
    '/contact-imports/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getContactImport',
        summary: 'How far an import has come',
        params: TEXT_ID_PARAMS,
        response: answers(IMPORT, 'The import.'),
      },
    },
    async ({ params }) => present(await imports.get(workspace, params.id)),
  );

  app.post(
    '/contact-imports/:id/preview',
    {
      schema: {
        tags: TAGS,
        operationId: 'previewContacts',
        summary: 'The first lines as a mapping reads them',
        params: TEXT_ID_PARAMS,
        body: PreviewInputSchema,
        response: answers(PreviewSchema, 'Each line as a contact, or what is wrong with it.'),
      },
    },
    async ({ params, body }) => ({
      lines: await imports.preview(workspace, params.id, { mapping: body.mapping, country: body.country ?? null }),
    }),
  );

  app.post(
    '/contact-imports/:id/start',
    {
      schema: {
        tags: TAGS,
        operationId: 'startContactImport',
        summary: 'Import the contacts of an uploaded file',
        params: TEXT_ID_PARAMS,
        body: ImportPlanSchema,
        response: answers(IMPORT, 'It runs; ask for it to see how far it has come.'),
      },
    },
    async ({ params, body }) => {
      const { mapping, country = null, list = null, tags = [], consent } = body;
      const declared = consent && { ...consent, wording: consent.wording ?? null, evidence: consent.evidence ?? null };
      return present(await imports.begin(workspace, params.id, { mapping, country, list, tags, consent: declared }));
    },
  );

  app.post(
    '/contact-imports/:id/cancel',
    {
      schema: {
        tags: TAGS,
        operationId: 'cancelContactImport',
        summary: 'Stop an import; what is stored stays',
        params: TEXT_ID_PARAMS,
        response: answers(IMPORT, 'The import.'),
      },
    },
    async ({ params }) => present(await imports.cancel(workspace, params.id)),
  );
}

function present(state: ImportState) {
  const { id, status, encoding, separator, bytes, done, created, updated, failed, error, createdAt, endedAt } = state;
  const counts = { bytes, done, created, updated, failed };
  const instants = { createdAt: toIso(createdAt), endedAt: endedAt === null ? null : toIso(endedAt) };
  return { id, status, encoding, separator, ...counts, error, ...instants };
}
