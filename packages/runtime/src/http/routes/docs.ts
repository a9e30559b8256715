import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { Type } from '@sinclair/typebox';

import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';

/** Swagger UI, built. Its fastify plugin is left out: it brings a file server for what are three files. */
const UI = path.join(path.dirname(require.resolve('@fastify/swagger-ui/package.json')), 'static');

const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Aftercart API</title>
<link rel="stylesheet" href="/api/docs/static/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/static/favicon-32x32.png">
</head>
<body style="margin: 0">
<div id="swagger-ui"></div>
<script src="/api/docs/static/swagger-ui-bundle.js"></script>
<script src="/api/docs/static/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/docs/json', dom_id: '#swagger-ui', deepLinking: true, persistAuthorization: true });
`;

const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'";

/**
 * The API's description: its OpenAPI document for programs at /api/docs (and /api/docs/json), the same as a page for
 * browsers. Open to everybody: it tells nothing that is not in the repository.
 */
export function docsRoutes(app: ApiApp): void {
  const hidden = { schema: { hide: true } };

  app.get('/api/docs', hidden, async ({ headers }, reply) => {
    void reply.header('vary', 'accept');
    if (!(headers.accept ?? '').includes('text/html')) return app.swagger();
    return await reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE);
  });

  app.get('/api/docs/json', hidden, async () => app.swagger());

  app.get('/api/docs/static/start.js', hidden, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );

  app.get(
    '/api/docs/static/:file',
    { schema: { hide: true, params: Type.Object({ file: Type.String() }) } },
    async ({ params: { file } }, reply) => {
      const type = TYPES[file];
      if (type === undefined) throw new CodedUserError('NOT_FOUND', `The pages have no file "${file}".`);
      const content = await readFile(path.join(UI, file));
      return await reply.header('cache-control', 'public, max-age=86400').type(type).send(content);
    },
  );
}
