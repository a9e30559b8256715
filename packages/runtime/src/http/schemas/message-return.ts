import { Type } from '@sinclair/typebox';

import { instant, nullable, oneOf } from './basics';

export const MessageReturnSchema = Type.Object(
  {
    kind: oneOf(['hard', 'soft', 'review', 'complaint', 'delivered', 'deferred'], {
      description:
        'hard: there is no such address. soft: not now. review: refused for what the message or its sender is, which says nothing about the address.',
    }),
    provider: Type.String({ description: 'Who told it: mail, or the name of a mail service.' }),
    code: nullable(Type.String(), { description: 'An enhanced status code, or what the service has in its place.' }),
    text: nullable(Type.String(), { description: 'What the other server said, without addresses.' }),
    at: instant(),
    recordedAt: instant({ description: 'When it was heard of here.' }),
  },
  {
    $id: 'MessageReturn',
    description: 'Something that was told of a message after it was sent.',
    examples: [
      {
        kind: 'hard',
        provider: 'mail',
        code: '5.1.1',
        text: '550 5.1.1 No such user',
        at: '2026-11-22T09:00:05.000Z',
        recordedAt: '2026-11-22T09:00:06.000Z',
      },
    ],
  },
);
