import type { IncomingHttpHeaders } from 'node:http';

import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';

import { CodedUserError } from '../../shared';
import type { SiteScript } from '../../sites';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';

/** Long enough to spare requests, short enough that a changed setting is in force soon. */
const FRESH_SECONDS = 300;

/** The script of a site, as pages load it, and the one that the shop's worker loads to show push messages. */
export function siteScriptRoute(app: ApiApp, { sites, siteScripts }: HttpDependencies): void {
  app.get(
    '/site.js',
    { schema: { hide: true, querystring: Type.Object({ key: Type.String({ maxLength: 100 }) }) } },
    async ({ headers, query }, reply) => {
      const holder = await sites.findByKey(query.key);
      if (holder?.trust !== 'public') throw new CodedUserError('SITE_KEY_WRONG', 'No site has this write key.');
      return await sendScript(headers, reply, await siteScripts.of(holder.site, query.key));
    },
  );

  app.get('/push-worker.js', { schema: { hide: true } }, async ({ headers }, reply) =>
    sendScript(headers, reply, await siteScripts.worker()),
  );
}

async function sendScript(
  headers: IncomingHttpHeaders,
  reply: FastifyReply,
  script: SiteScript,
): Promise<FastifyReply> {
  void reply
    .header('etag', script.etag)
    .header('cache-control', `public, max-age=${FRESH_SECONDS}`)
    .header('vary', 'accept-encoding')
    .header('cross-origin-resource-policy', 'cross-origin');
  if (headers['if-none-match']?.includes(script.etag)) return await reply.code(304).send();
  const encoding = encodingFor(headers['accept-encoding']);
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return await reply.type('text/javascript; charset=utf-8').send(script[encoding]);
}

function encodingFor(accepted: string | string[] | undefined): 'br' | 'gzip' | 'identity' {
  const named = String(accepted ?? '')
    .split(',')
    .filter((each) => !/;\s*q=0(\.0*)?\s*$/.test(each))
    .map((each) => each.split(';')[0]?.trim());
  if (named.includes('br')) return 'br';
  return named.includes('gzip') ? 'gzip' : 'identity';
}
