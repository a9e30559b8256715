import type { ApiApp } from './api-app';

/**
 * Hands a group of routes the bytes of a body as they came, of whatever type they are said to be. A header that names
 * no type at all is left out: it says nothing, and fastify would refuse the request for it.
 */
export function takeRawBodies(app: ApiApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async ({ mediaType, raw }) => {
    if (!mediaType) delete raw.headers['content-type'];
  });
}
