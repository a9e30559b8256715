import { Type } from '@sinclair/typebox';

import type { Shop } from '../../shops';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { presentImport, presentSetAside, presentShop, presentWebhooks } from '../present-shop';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { pageOf } from '../schemas/page';
import {
  ImportSchema,
  ShopChangesSchema,
  ShopDetailsSchema,
  ShopInputSchema,
  DisconnectedShopSchema,
  ShopSchema,
  ShopTestSchema,
} from '../schemas/shop';

const TAGS = ['Shops'];
const SHOP = componentOf(ShopSchema);

/** Connecting shops. */
export function shopRoutes(app: ApiApp, { shops, connections, workspace, publicUrl }: HttpDependencies): void {
  const present = async (shop: Shop) => presentShop(shop, await connections.health(shop), publicUrl);

  app.post(
    '/shops',
    {
      validatorCompiler: bodyCheckedByStore,
      schema: {
        tags: TAGS,
        operationId: 'connectShop',
        summary: 'Connect a shop',
        description:
          'Asks the shop whether the keys open it, and registers the webhooks that are missing. A shop that says no is not connected; one that cannot be reached just now is, and is asked again. With `pull: false` the shop is never called: then let its webhooks deliver to `webhookUrl`, with the same secret.',
        body: ShopInputSchema,
        response: answers(SHOP, 'The shop connection.', 201),
      },
    },
    async ({ body }, reply) => {
      return await reply.code(201).send(await present(await connections.connect(workspace, body)));
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
      return { data: await Promise.all(all.map(present)), nextCursor: null };
    },
  );

  app.get(
    '/shops/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getShop',
        summary: 'Read a shop connection, how it fares, and which records could not be used',
        params: TEXT_ID_PARAMS,
        response: answers(componentOf(ShopDetailsSchema), 'The shop connection.'),
      },
    },
    async ({ params }) => {
      const shop = await shops.get(workspace, params.id);
      return { ...(await present(shop)), setAside: presentSetAside(await connections.setAside(shop)) };
    },
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
      return await present(await connections.change(workspace, params.id, body));
    },
  );

  app.delete(
    '/shops/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'disconnectShop',
        summary: 'End a shop connection and remove its webhooks at the shop; what was received stays',
        params: TEXT_ID_PARAMS,
        response: answers(
          componentOf(DisconnectedShopSchema),
          'The shop connection as it was, and what became of its webhooks.',
        ),
      },
    },
    async ({ params: { id } }) => {
      const shop = await present(await shops.get(workspace, id));
      const { webhooksRemoved, left } = await connections.disconnect(workspace, id);
      return { ...shop, disconnected: { webhooksRemoved, left } };
    },
  );

  app.post(
    '/shops/:id/test',
    {
      schema: {
        tags: TAGS,
        operationId: 'testShop',
        summary: 'Ask the shop whether the keys open it, and look after its webhooks',
        params: TEXT_ID_PARAMS,
        response: answers(componentOf(ShopTestSchema), 'It works. Where it does not, the code says why.'),
      },
    },
    async ({ params }) => {
      const { currency, webhooks } = await connections.test(workspace, params.id);
      return { ok: true, currency, webhooks: webhooks && presentWebhooks(webhooks) };
    },
  );

  app.post(
    '/shops/:id/import',
    {
      schema: {
        tags: TAGS,
        operationId: 'importShop',
        summary: "Import the shop's history: products, customers, orders",
        description:
          'Goes on where it was interrupted, or begins anew where it had ended. What happened before the shop was connected is remembered and begins no journey.',
        params: TEXT_ID_PARAMS,
        querystring: Type.Object({
          restart: Type.Boolean({ default: false, description: 'From the beginning, whatever is done.' }),
        }),
        response: answers(componentOf(ImportSchema), 'It is under way; `GET /shops/{id}` shows how far it is.'),
      },
    },
    async ({ params, query }) => presentImport(await connections.import(workspace, params.id, query)),
  );
}
