import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentShop } from '../present-shop';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { pageOf } from '../schemas/page';
import { ShopChangesSchema, ShopInputSchema, ShopSchema } from '../schemas/shop';

const TAGS = ['Shops'];
const SHOP = componentOf(ShopSchema);

/** Connecting shops. */
export function shopRoutes(app: ApiApp, { database, shops, workspace, publicUrl }: HttpDependencies): void {
  app.post(
    '/shops',
    {
      validatorCompiler: bodyCheckedByStore,
      schema: {
        tags: TAGS,
        operationId: 'connectShop',
        summary: 'Connect a shop',
        description: 'Then let the webhooks of the shop deliver to `webhookUrl`, with the same secret.',
        body: ShopInputSchema,
        response: answers(SHOP, 'The shop connection.', 201),
      },
    },
    async ({ body }, reply) => {
      const shop = await database.write((tx) => shops.create(tx, workspace, body));
      return await reply.code(201).send(presentShop(shop, publicUrl));
    },
  );

  app.get(
    '/shops',
    {
      schema: {
        tags: TAGS,
        operationId: 'listShops',
        summary: 'List all shop connections, oldest first',
        response: answers(pageOf(SHOP), 'All shops, on one page.'),
      },
    },
    async () => {
      const all = await shops.list(workspace);
      return { data: all.map((shop) => presentShop(shop, publicUrl)), nextCursor: null };
    },
  );

  app.get(
    '/shops/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getShop',
        summary: 'Read a shop connection',
        params: TEXT_ID_PARAMS,
        response: answers(SHOP, 'The shop connection.'),
      },
    },
    async ({ params }) => presentShop(await shops.get(workspace, params.id), publicUrl),
  );

  app.patch(
    '/shops/:id',
    {
      validatorCompiler: bodyCheckedByStore,
      schema: {
        tags: TAGS,
        operationId: 'changeShop',
        summary: 'Change a shop connection',
        params: TEXT_ID_PARAMS,
        body: ShopChangesSchema,
        response: answers(SHOP, 'The shop connection.'),
      },
    },
    async ({ params, body }) => {
      const shop = await database.write((tx) => shops.update(tx, workspace, params.id, body));
      return presentShop(shop, publicUrl);
    },
  );

  app.delete(
    '/shops/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'disconnectShop',
        summary: 'End a shop connection; what was received stays',
        params: TEXT_ID_PARAMS,
        response: answers(SHOP, 'The shop connection as it was.'),
      },
    },
    async ({ params: { id } }) => {
      const shop = await shops.get(workspace, id);
      await database.write((tx) => shops.delete(tx, workspace, id));
      return presentShop(shop, publicUrl);
    },
  );
}
