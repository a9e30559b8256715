import type { FastifyReply } from 'fastify';

import type { ApiApp } from '../api-app';
import type { EditorFile } from '../editor-files';

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; object-src 'none'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The editor's files, one route each. */
export function editorRoutes(app: ApiApp, files: readonly EditorFile[]): void {
  for (const file of files) {
    app.get(file.url, { schema: { hide: true } }, async ({ headers }, reply) => {
      const isKnown = headers['if-none-match'] === file.etag;
      return await (isKnown ? withHeaders(reply, file).code(304).send() : sendEditorFile(reply, file));
    });
  }
}

export function sendEditorFile(reply: FastifyReply, file: EditorFile): FastifyReply {
  return withHeaders(reply, file).type(file.type).send(file.content);
}

function withHeaders(reply: FastifyReply, { etag, isImmutable }: EditorFile): FastifyReply {
  return reply
    .header('etag', etag)
    .header('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('content-security-policy', POLICY);
}
