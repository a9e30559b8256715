import { Type } from '@sinclair/typebox';

import { nullable } from './basics';

const open = (description?: string) =>
  Type.Object({}, { additionalProperties: true, ...(description && { description }) });

/** What a crowd is asked for; `parseCrowd` checks it, and says which place is wrong. */
export const CrowdSchema = Type.Object(
  {
    contacts: Type.Optional(
      Type.Union([Type.Literal('invented'), Type.Literal('own')], {
        description: 'Whose they are. Invented ones where left out.',
      }),
    ),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 10_000 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, default: 1, description: 'Another one is another chance.' })),
    given: Type.Optional(open('When and where, as in a scenario; `contact` is what all of them have in common.')),
    when: Type.Optional(Type.Array(open(), { maxItems: 50, description: 'What happens to each, since their entry.' })),
    habits: Type.Optional(open('agrees, opens, clicks, withdraws: shares from 0 to 1; purchases: in 30 days.')),
    entersWithin: Type.Optional(Type.Integer({ minimum: 1, maximum: 400, default: 14, description: 'Days.' })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 400, default: 60 })),
  },
  { $id: 'Crowd', additionalProperties: true, description: 'Many contacts, and what they are like.' },
);

export const CrowdJobSchema = Type.Object(
  {
    id: Type.String(),
    workflowId: Type.String(),
    status: Type.Union(['running', 'done', 'failed', 'cancelled'].map((status) => Type.Literal(status))),
    done: Type.Integer({ description: 'Contacts that have come to the end of the days.' }),
    of: Type.Integer(),
    report: nullable(
      open('Branches, messages for each contact and week, the busiest hour, who never comes to an end.'),
    ),
    error: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  },
  { $id: 'CrowdJob' },
);
