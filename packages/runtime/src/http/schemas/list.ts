import { Type } from '@sinclair/typebox';

import { instant } from './basics';

export const ListSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    contacts: Type.Integer({ description: 'How many are in it.' }),
    createdAt: instant(),
  },
  {
    $id: 'List',
    description: 'Contacts that somebody put together.',
    examples: [{ id: 'q8Zk2nXw0aBc', name: 'Newsletter', contacts: 412, createdAt: '2026-11-22T09:00:00.000Z' }],
  },
);

export const ListInputSchema = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
);
