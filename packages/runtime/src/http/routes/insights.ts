import { Type } from '@sinclair/typebox';

import { readContactInsights, setCycle } from '../../insights';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { NUMBER_ID_PARAMS } from '../schemas/basics';
import { ContactInsightsSchema, InsightRunSchema, ProductCycleSchema } from '../schemas/insight';

const TAGS = ['Insights'];
const RUN = componentOf(InsightRunSchema);

/** What all orders say together: grades of buyers, next purchases, what goes together. */
export function insightRoutes(app: ApiApp, { insights, contacts, database, workspace }: HttpDependencies): void {
  const run = async () => {
    const found = await insights.status(workspace);
    const at = (instant: number | null | undefined) => (instant == null ? null : toIso(instant));
    return {
      startedAt: at(found?.startedAt),
      endedAt: at(found?.endedAt),
      dueAt: at(found?.dueAt),
      error: found?.error ?? null,
      figures: found?.figures ?? null,
    };
  };

  app.get(
    '/insights',
    {
      schema: {
        tags: TAGS,
        operationId: 'getInsightRun',
        summary: 'When insights were worked out last, and what that came to',
        response: answers(RUN, 'The last run.'),
      },
    },
    run,
  );

  app.post(
    '/insights/compute',
    {
      schema: {
        tags: TAGS,
        operationId: 'computeInsights',
        summary: 'Work insights out now, in the background',
        response: answers(RUN, 'It is under way, or will be soon.'),
      },
    },
    async () => {
      await insights.request(workspace);
      return await run();
    },
  );

  app.get(
    '/contacts/:id/insights',
    {
      schema: {
        tags: TAGS,
        operationId: 'getContactInsights',
        summary: 'How a contact buys, and what they need next',
        params: NUMBER_ID_PARAMS,
        response: answers(componentOf(ContactInsightsSchema), 'As far as it can be said.'),
      },
    },
    async ({ params }) => {
      const { id: contact } = await contacts.get(workspace, params.id);
      const { rfm, nextPurchases } = await readContactInsights(database, { workspace, contact });
      return {
        rfm: rfm && {
          ...rfm,
          ...{ firstAt: toIso(rfm.firstAt), lastAt: toIso(rfm.lastAt), computedAt: toIso(rfm.computedAt) },
        },
        nextPurchases: nextPurchases.map((next) => ({
          ...next,
          ...{ dueAt: toIso(next.dueAt), lastAt: toIso(next.lastAt) },
        })),
      };
    },
  );

  app.put(
    '/shops/:shop/products/:product/cycle',
    {
      schema: {
        tags: TAGS,
        operationId: 'setProductCycle',
        summary: 'Say how long one piece of a product lasts',
        params: Type.Object({ shop: Type.String(), product: Type.String() }),
        body: ProductCycleSchema,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params, body: { cycleDays, leadDays = null } }, reply) => {
      await setCycle(database, { workspace, ...params }, { cycleDays, leadDays });
      return await reply.code(204).send();
    },
  );
}
