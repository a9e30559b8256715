import { Type } from '@sinclair/typebox';
import type { FastifyRequest } from 'fastify';

import type { Fetch } from '../../tracking';
import type { ApiApp } from '../api-app';
import { gonePage } from '../consent-pages/page';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';
import { sendContactPage } from '../send-contact-page';

/** A token holds where its link leads and may be long: the rest of the path is one, of whatever length. */
const SCHEMA = { hide: true, params: Type.Object({ '*': Type.String() }) };

/** One transparent pixel. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** What mails ask for when they are opened, and where their links lead by way of us. */
export function fetchRoutes(app: ApiApp, { fetches }: HttpDependencies): void {
  app.get('/c/*', { schema: SCHEMA }, async (request, reply) => {
    const url = await fetches.clicked(request.params['*'], fetchOf(request));
    if (url === undefined)
      return await sendContactPage(reply.code(404), gonePage(pageLanguage(undefined, request.headers)));
    return await reply
      .code(302)
      .headers({ location: locationOf(url), 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
      .send();
  });

  app.get('/o/*', { schema: SCHEMA }, async (request, reply) => {
    const isOurs = await fetches.opened(request.params['*'], fetchOf(request));
    // Nobody sees the difference, but a forged address finds nothing.
    return await reply
      .code(isOurs ? 200 : 404)
      .header('cache-control', 'no-store, private')
      .type('image/gif')
      .send(PICTURE);
  });
}

const fetchOf = ({ method, headers }: FastifyRequest): Fetch => ({ method, userAgent: headers['user-agent'] });

/** The address as it was written, as far as a header can hold that; else as browsers would ask for it. */
const locationOf = (url: string): string => (/^[\x21-\x7e]*$/.test(url) ? url : new URL(url).href);
