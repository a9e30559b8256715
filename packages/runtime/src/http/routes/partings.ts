import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentParting } from '../present-shop';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { pageOf } from '../schemas/page';
import { PartingSchema } from '../schemas/shop';

const TAGS = ['Shops'];

/** Shops that were disconnected, and whose webhooks are left. */
export function partingRoutes(app: ApiApp, { partings, workspace }: HttpDependencies): void {
  app.get(
    '/shops/partings',
    {
      schema: {
        tags: TAGS,
        operationId: 'listShopPartings',
        summary: 'List shops that were disconnected and whose webhooks could not be removed yet',
        description: 'It is tried again with longer and longer pauses, for two weeks.',
        response: answers(pageOf(componentOf(PartingSchema)), 'All of them, on one page, the latest first.'),
      },
    },
    async () => ({ data: (await partings.list(workspace)).map(presentParting), nextCursor: null }),
  );

  app.delete(
    '/shops/partings/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'giveUpShopParting',
        summary: 'Try no more to remove the webhooks of a disconnected shop, and forget its keys',
        params: TEXT_ID_PARAMS,
        response: answers(pageOf(componentOf(PartingSchema)), 'Those that are left.'),
      },
    },
    async ({ params: { id } }) => {
      await partings.giveUp(workspace, id);
      return { data: (await partings.list(workspace)).map(presentParting), nextCursor: null };
    },
  );
}
