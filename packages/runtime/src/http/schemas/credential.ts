import { Type, type Static } from '@sinclair/typebox';

import { anyObject, instant } from './basics';

export const CredentialInputSchema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    type: Type.String({ minLength: 1, description: "n8n's name of the type, e.g. httpHeaderAuth." }),
    data: anyObject({ description: 'By the schema that GET /credentials/schema/{type} returns. Encrypted at rest.' }),
  },
  {
    $id: 'CredentialInput',
    examples: [{ name: 'Shop API', type: 'httpHeaderAuth', data: { name: 'X-Key', value: '…' } }],
  },
);

export const CredentialSchema = Type.Object(
  { id: Type.String(), name: Type.String(), type: Type.String(), createdAt: instant(), updatedAt: instant() },
  {
    $id: 'Credential',
    description: 'A credential without its secrets: they never come out again.',
    examples: [
      {
        id: 'vHxaz5UaCghVYl9C',
        name: 'Shop API',
        type: 'httpHeaderAuth',
        createdAt: '2026-11-22T09:00:00.000Z',
        updatedAt: '2026-11-22T09:00:00.000Z',
      },
    ],
  },
);

export type CredentialAnswer = Static<typeof CredentialSchema>;
