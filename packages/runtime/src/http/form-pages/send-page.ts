import type { FastifyReply } from 'fastify';

/** Of pages that load nothing of a form's. */
const PLAIN =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export function sendFormPage(reply: FastifyReply, html: string, policy = PLAIN): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(html);
}

/** Other sites load it, too. An hour is as long as a change may take to reach them. */
export function sendScript(reply: FastifyReply, script: string): FastifyReply {
  return reply
    .header('cache-control', 'public, max-age=3600')
    .header('cross-origin-resource-policy', 'cross-origin')
    .type('text/javascript; charset=utf-8')
    .send(script);
}
