import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentThreshold } from '../present-score';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { ScoreThresholdDraftSchema, ScoreThresholdSchema } from '../schemas/score';

const TAGS = ['Scores'];
const THRESHOLD = componentOf(ScoreThresholdSchema);

/** Values of scores whose crossing is an event, and who takes over from there. */
export function scoreThresholdRoutes(app: ApiApp, { thresholds, scoreSweeps, workspace }: HttpDependencies): void {
  app.get(
    '/score-thresholds',
    {
      schema: {
        tags: TAGS,
        operationId: 'listScoreThresholds',
        summary: 'List thresholds',
        response: answers(Type.Object({ data: Type.Array(THRESHOLD) }), 'The thresholds, by score and value.'),
      },
    },
    async () => ({ data: (await thresholds.list(workspace)).map(presentThreshold) }),
  );

  app.post(
    '/score-thresholds',
    {
      schema: {
        tags: TAGS,
        operationId: 'createScoreThreshold',
        summary: 'Make a threshold',
        description: 'Who is above it already is no news; whoever crosses it from then on is an event `score.crossed`.',
        body: ScoreThresholdDraftSchema,
        response: answers(THRESHOLD, 'The threshold.', 201),
      },
    },
    async ({ body }, reply) => {
      const threshold = presentThreshold(await thresholds.create(workspace, body));
      scoreSweeps.wake();
      return await reply.code(201).send(threshold);
    },
  );

  app.get(
    '/score-thresholds/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getScoreThreshold',
        summary: 'Read a threshold',
        params: TEXT_ID_PARAMS,
        response: answers(THRESHOLD, 'The threshold.'),
      },
    },
    async ({ params: { id } }) => presentThreshold(await thresholds.get(workspace, id)),
  );

  app.put(
    '/score-thresholds/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'updateScoreThreshold',
        summary: 'Change a threshold',
        params: TEXT_ID_PARAMS,
        body: ScoreThresholdDraftSchema,
        response: answers(THRESHOLD, 'The threshold.'),
      },
    },
    async ({ params: { id }, body }) => {
      const threshold = presentThreshold(await thresholds.update(workspace, id, body));
      scoreSweeps.wake();
      return threshold;
    },
  );

  app.delete(
    '/score-thresholds/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteScoreThreshold',
        summary: 'Delete a threshold',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { id } }, reply) => {
      await thresholds.delete(workspace, id);
      return await reply.code(204).send();
    },
  );
}
