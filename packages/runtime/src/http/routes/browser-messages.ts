import type { FastifyReply, FastifyRequest } from 'fastify';

import type { BrowserCall } from '../../browsers';
import { CodedUserError } from '../../shared';
import { REACTIONS } from '../../tracking';
import type { ApiApp } from '../api-app';
import { callerAddress } from '../caller-address';
import type { HttpDependencies } from '../http-dependencies';
import { readTrackingBody } from '../read-tracking-body';

const LARGEST_BODY = 8 * 1024;
const SCHEMA = { hide: true };
const OPTIONS = { bodyLimit: LARGEST_BODY, schema: SCHEMA };

/** What the script of a site and its worker call, to show messages in browsers and to tell what becomes of them. */
export function browserMessageRoutes(app: ApiApp, { sites, pageOffers, pushCalls, reactions }: HttpDependencies): void {
  /** Answers a page that may ask, and keeps what is written to somebody out of caches. */
  const answer = async (request: FastifyRequest, reply: FastifyReply, work: Promise<object | undefined>) => {
    const { origin } = request.headers;
    void reply.header('vary', 'origin').header('cache-control', 'no-store');
    if (origin !== undefined && (await sites.isAnyOpenTo(origin))) {
      void reply.header('access-control-allow-origin', origin);
    }
    const result = await work;
    return result === undefined ? await reply.code(204).send() : await reply.send(result);
  };

  app.post('/v1/messages', OPTIONS, (request, reply) => answer(request, reply, pageOffers.list(callOf(request))));

  app.post('/v1/messages/show', OPTIONS, (request, reply) => answer(request, reply, pageOffers.show(callOf(request))));

  app.post('/v1/push', OPTIONS, (request, reply) =>
    answer(request, reply, nothing(pushCalls.subscribe(callOf(request)))),
  );

  app.post('/v1/push/off', OPTIONS, (request, reply) =>
    answer(request, reply, nothing(pushCalls.unsubscribe(callOf(request)))),
  );

  app.post('/v1/messages/reactions', OPTIONS, (request, reply) => {
    const { token, reaction, url } = readTrackingBody(request.body);
    const known = REACTIONS.find((name) => name === reaction);
    const take = async (): Promise<undefined> => {
      const reacted = known && { reaction: known, url: typeof url === 'string' ? url.slice(0, 2_000) : '' };
      if (reacted && (await reactions.take(String(token), reacted))) return undefined;
      throw new CodedUserError('TRACKING_INVALID', 'It names no message that this server gave a browser.');
    };
    return answer(request, reply, take());
  });
}

const nothing = async (work: Promise<void>): Promise<undefined> => {
  await work;
  return undefined;
};

/** @throws BODY_NOT_JSON, BODY_INVALID */
function callOf({ body, headers, ip }: FastifyRequest): BrowserCall {
  const { origin, 'user-agent': userAgent } = headers;
  return { body: readTrackingBody(body), origin, userAgent, address: callerAddress(ip) };
}
