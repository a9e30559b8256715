import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';

const SCHEMA = { hide: true, params: Type.Object({ id: Type.String({ maxLength: 20 }) }) };

/** The short links of text messages: on to where the stored link leads, never elsewhere. */
export function shortLinkRoutes(app: ApiApp, { shortLinks }: HttpDependencies): void {
  app.get('/l/:id', { schema: SCHEMA }, async ({ params, method }, reply) => {
    const url = await shortLinks.follow(params.id, { isVisit: method === 'GET' });
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    if (url === undefined)
      return await reply.code(404).type('text/plain; charset=utf-8').send('This link leads nowhere.');
    return await reply.redirect(url, 302);
  });
}
