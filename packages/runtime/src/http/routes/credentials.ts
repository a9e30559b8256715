import { Type } from '@sinclair/typebox';

import type { CredentialSummary } from '../../credentials';
import type { ApiApp } from '../api-app';
import { checkCredentialData, credentialSchemaOf } from '../credential-schema';
import { encodeCursor, readOffset } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { anyObject, TEXT_ID_PARAMS } from '../schemas/basics';
import { CredentialInputSchema, CredentialSchema, type CredentialAnswer } from '../schemas/credential';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Credentials'];
const CREDENTIAL = componentOf(CredentialSchema);

/** Storing what nodes log in with. Secrets go in and never come out. */
export function credentialRoutes(app: ApiApp, { credentials, host, workspace }: HttpDependencies): void {
  app.get(
    '/credentials',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCredentials',
        summary: 'List credentials, without their secrets',
        querystring: pageQuery({}),
        response: answers(pageOf(CREDENTIAL), 'A page of credentials.'),
      },
    },
    async ({ query }) => {
      const { limit, offset } = readOffset(query);
      const all = await credentials.list(workspace);
      const data = all.slice(offset, offset + limit).map(present);
      return { data, nextCursor: all.length > offset + limit ? encodeCursor({ limit, offset: offset + limit }) : null };
    },
  );

  app.post(
    '/credentials',
    {
      schema: {
        tags: TAGS,
        operationId: 'createCredential',
        summary: 'Store a credential',
        body: CredentialInputSchema,
        response: answers(CREDENTIAL, 'The credential without its secrets.'),
      },
    },
    async ({ body: { name, type, data } }) => {
      checkCredentialData(host.nodeTypes, type, data);
      return present(await credentials.create(workspace, { name, type, data }));
    },
  );

  app.delete(
    '/credentials/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteCredential',
        summary: 'Delete a credential',
        params: TEXT_ID_PARAMS,
        response: answers(CREDENTIAL, 'The credential as it was, without its secrets.'),
      },
    },
    async ({ params }) => present(await credentials.delete(workspace, params.id)),
  );

  app.get(
    '/credentials/schema/:type',
    {
      schema: {
        tags: TAGS,
        operationId: 'getCredentialSchema',
        summary: 'What the data of a type of credential consists of',
        params: Type.Object({ type: Type.String({ description: 'e.g. httpHeaderAuth' }) }),
        response: answers(anyObject(), 'A JSON schema.'),
      },
    },
    async ({ params }) => credentialSchemaOf(host.nodeTypes, params.type),
  );
}

function present({ id, name, type, createdAt, updatedAt }: CredentialSummary): CredentialAnswer {
  return { id, name, type, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}
