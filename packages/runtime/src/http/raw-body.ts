import type { ApiApp } from './api-app';

/** Hands a group of routes the bytes of a body as they came, of whatever type they are said to be. */
export function takeRawBodies(app: ApiApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
