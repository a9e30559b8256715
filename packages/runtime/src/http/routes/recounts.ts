import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentRecount } from '../present-score';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { RecomputeRequestSchema, RecountSchema } from '../schemas/score';

const TAGS = ['Scores'];
const RECOUNT = componentOf(RecountSchema);

/** Counting scores anew, in the background. */
export function recountRoutes(app: ApiApp, { recounts, workspace }: HttpDependencies): void {
  app.post(
    '/score-rules/recompute',
    {
      schema: {
        tags: TAGS,
        operationId: 'recomputeScores',
        summary: 'Count scores anew, as if rules had always been what they are now',
        description:
          'It is done in the background and goes on after a restart; `GET /score-rules/recompute/{id}` shows how far it is. The ledger keeps its entries; what differs becomes an entry `correction`. Nobody is told.',
        body: RecomputeRequestSchema,
        response: answers(RECOUNT, 'It is under way; the same one where the same is asked for again.', 202),
      },
    },
    async ({ body: { dryRun: isDryRun, rule } }, reply) =>
      await reply.code(202).send(presentRecount(await recounts.request(workspace, { isDryRun, rule }))),
  );

  app.get(
    '/score-rules/recompute/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getScoreRecount',
        summary: 'Read how far the counting of scores is, and what it changed or would change',
        description: 'Until 30 days after it has ended.',
        params: TEXT_ID_PARAMS,
        response: answers(RECOUNT, 'What was found so far.'),
      },
    },
    async ({ params: { id } }) => presentRecount(await recounts.get(workspace, id)),
  );
}
