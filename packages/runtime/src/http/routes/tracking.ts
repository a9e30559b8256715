import type { FastifyReply } from 'fastify';

import { isCoded } from '../../shared';
import type { ApiApp } from '../api-app';
import { basicUserOf } from '../basic-user';
import { callerAddress } from '../caller-address';
import type { HttpDependencies } from '../http-dependencies';
import { readTrackingBody } from '../read-tracking-body';
import { answers } from '../schemas/answers';
import { TrackingAnswerSchema } from '../schemas/site';

/** As Segment bounds a batch. */
const LARGEST_BODY = 500 * 1024;
const RETRY_SECONDS = 10;
const PREFLIGHT_SECONDS = 86_400;

const CALLS = {
  identify: 'Say who somebody is',
  track: 'Tell what somebody did',
  page: 'Tell which page somebody looked at',
  screen: 'Tell which screen of an app somebody looked at: counts as a page',
  group: 'Taken and not used: contacts belong to no groups',
  alias: 'Say that an anonymous id is somebody',
  batch: 'Several messages in one call',
} as const;

/** What visitors do, as Segment's HTTP API takes it: libraries of theirs work with this address in place of theirs. */
export function trackingRoutes(app: ApiApp, { sites, siteCalls }: HttpDependencies): void {
  app.options('/v1/*', { schema: { hide: true } }, async ({ headers }, reply) => {
    // Which site it is for is not known yet: the key comes with the request itself.
    const { origin } = headers;
    if (origin !== undefined && (await sites.isAnyOpenTo(origin))) {
      allow(reply, origin)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'authorization, content-type')
        .header('access-control-max-age', PREFLIGHT_SECONDS);
    }
    return await reply.code(204).send();
  });

  for (const [kind, summary] of Object.entries(CALLS)) {
    app.post(
      `/v1/${kind}`,
      {
        bodyLimit: LARGEST_BODY,
        schema: {
          tags: ['Tracking'],
          operationId: `track${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
          summary,
          description:
            'The key is the user name of Basic authorisation, or `writeKey` in the body. The body is JSON of any content type. With the write key the answer says nothing of what is known.',
          security: [],
          response: answers(TrackingAnswerSchema, 'It was read; what of it was taken is counted at the site.'),
        },
      },
      async (request, reply) => {
        const { headers, ip } = request;
        void reply.header('vary', 'origin').header('cache-control', 'no-store');
        const taking = siteCalls.receive({
          kind,
          body: readTrackingBody(request.body),
          basicKey: basicUserOf(headers.authorization),
          origin: headers.origin,
          userAgent: headers['user-agent'],
          address: callerAddress(ip),
        });
        const answer = await taking.catch((error: unknown) => {
          if (isCoded(error) && error.code === 'TRACKING_TOO_FAST') void reply.header('retry-after', RETRY_SECONDS);
          throw error;
        });
        if (headers.origin !== undefined) allow(reply, headers.origin);
        return { success: true, ...answer };
      },
    );
  }
}

/** Without credentials: no cookie of ours exists that could come along. */
function allow(reply: FastifyReply, origin: string): FastifyReply {
  return reply.header('access-control-allow-origin', origin).header('vary', 'origin');
}
