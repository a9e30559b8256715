import { Type } from '@sinclair/typebox';

import { instant, nullable, oneOf } from './basics';

export const IntakeSchema = Type.Object(
  {
    workflowId: nullable(Type.String(), { description: 'Null for a trigger in a stock n8n.' }),
    node: Type.String({ description: 'The trigger; for one in a stock n8n, its server.' }),
    audience: Type.Object({
      kind: oneOf(['list', 'segment']),
      id: Type.String(),
      name: nullable(Type.String(), { description: 'Null where it was deleted.' }),
    }),
    status: oneOf(['waiting', 'copying', 'running', 'done', 'stopped'], {
      description:
        'waiting: for its time · copying: it is noted who is in · running · done · stopped with its workflow.',
    }),
    startsAt: instant(),
    endedAt: nullable(instant()),
    pace: Type.Object({ count: Type.Integer(), per: oneOf(['minute', 'hour']) }),
    total: Type.Integer(),
    waiting: Type.Integer({ description: 'Whose turn has not come.' }),
    entered: Type.Integer(),
    refused: Type.Integer({ description: 'Kept out by the entry rules of the journey.' }),
    left: Type.Integer({ description: 'Not members any more when their turn came.' }),
    joined: Type.Integer({ description: 'Taken in already when they joined.' }),
  },
  { $id: 'Intake', description: 'The existing members of a list or segment on their way into a workflow.' },
);
