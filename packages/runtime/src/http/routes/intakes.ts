import { Type, type Static } from '@sinclair/typebox';

import { readProgress, type IntakeProgress } from '../../intakes';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso, toIsoOrNull } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { IntakeSchema } from '../schemas/intake';

/** How far the members of lists and segments have come on their way into workflows. */
export function intakeRoutes(app: ApiApp, { database, workspace }: HttpDependencies): void {
  app.get(
    '/intakes',
    {
      schema: {
        tags: ['Journeys'],
        operationId: 'listIntakes',
        summary: 'List how far existing members of lists and segments have been taken into journeys',
        querystring: Type.Object({ workflowId: Type.Optional(Type.String()) }, { additionalProperties: false }),
        response: answers(Type.Object({ data: Type.Array(componentOf(IntakeSchema)) }), 'The intakes, newest first.'),
      },
    },
    async ({ query: { workflowId } }) => ({
      data: (await readProgress(database, workspace, workflowId)).map(present),
    }),
  );
}

function present({
  taker,
  node,
  kind,
  audience,
  name,
  members,
  outcomes,
  ...intake
}: IntakeProgress): Static<typeof IntakeSchema> {
  const { status, total, waiting, startsAt, endedAt } = intake;
  return {
    workflowId: taker.kind === 'workflow' ? taker.id : null,
    node,
    audience: { kind, id: audience, name },
    status,
    startsAt: toIso(startsAt),
    endedAt: toIsoOrNull(endedAt),
    pace: { count: members.count, per: members.per },
    ...{ total, waiting },
    ...outcomes,
  };
}
