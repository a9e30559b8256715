import type { FastifyRequest } from 'fastify';

import type { Circumstances } from '../consent';

/** What a request says of whoever sends it: part of the evidence of what they agree to. */
export function circumstancesOf({ ip, headers }: FastifyRequest): Circumstances {
  return { ip, userAgent: headers['user-agent']?.slice(0, 300) ?? null };
}
