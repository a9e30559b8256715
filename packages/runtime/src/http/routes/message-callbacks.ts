import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';

const PARAMS = Type.Object({ sender: Type.String(), token: Type.String() });
const SCHEMA = { hide: true, params: PARAMS };

/** Where providers tell what became of messages and what people answered. Their own signatures prove them. */
export function messageCallbackRoutes(app: ApiApp, { callbacks, publicUrl }: HttpDependencies): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/hooks/messages/:sender/:token',
    bodyLimit: 4 * 1024 * 1024,
    schema: SCHEMA,
    handler: async ({ method, url, headers, body, params }, reply) => {
      const { sender, token } = params;
      const answer = await callbacks.receive(sender, token, {
        method: method === 'GET' ? 'GET' : 'POST',
        url: `${publicUrl}${url}`,
        headers,
        rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      });
      if (!answer) return await reply.code(204).send();
      return await reply.type(answer.contentType).send(answer.body);
    },
  });
}
