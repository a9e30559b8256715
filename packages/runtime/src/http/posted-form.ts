import type { FastifyRequest } from 'fastify';

/** What a browser sent with a form. Browsers send it urlencoded; the group takes bodies as bytes. */
export function postedForm({ body }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
}
