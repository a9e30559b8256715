import { Type } from '@sinclair/typebox';

import { days } from '../../shared';
import type { Site } from '../../sites';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentSite } from '../present-site';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { RotationSchema, SiteChangesSchema, SiteInputSchema, SiteSchema, SiteWithSecretSchema } from '../schemas/site';

const TAGS = ['Sites'];
const SITE = componentOf(SiteSchema);
const WITH_SECRET = componentOf(SiteWithSecretSchema);
const COUNTED = days(6);
const KEPT_HOURS = 24;

/** Sites whose visitors are tracked: their keys and settings, and what became of what they sent. */
export function siteRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { sites, siteCounts, workspace, publicUrl, clock } = dependencies;
  const countsOf = async (all: readonly Site[]) =>
    await siteCounts.since(
      all.map(({ id }) => id),
      clock.now() - COUNTED.milliseconds,
    );
  const present = async (site: Site) => presentSite(site, (await countsOf([site]))(site.id), publicUrl);
  const presentAll = async (all: readonly Site[]) => {
    const counts = await countsOf(all);
    return all.map((site) => presentSite(site, counts(site.id), publicUrl));
  };

  app.get(
    '/sites',
    {
      schema: {
        tags: TAGS,
        operationId: 'listSites',
        summary: 'List sites by name',
        response: answers(Type.Object({ data: Type.Array(SITE) }), 'All of them.'),
      },
    },
    async () => ({ data: await presentAll(await sites.list(workspace)) }),
  );

  app.post(
    '/sites',
    {
      schema: {
        tags: TAGS,
        operationId: 'createSite',
        summary: 'Create a site; the answer alone shows its secret key',
        body: SiteInputSchema,
        response: answers(WITH_SECRET, 'It is there.', 201),
      },
    },
    async ({ body }, reply) => {
      const { site, secretKey } = await sites.create(workspace, body);
      return await reply.code(201).send({ ...(await present(site)), secretKey });
    },
  );

  app.get(
    '/sites/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSite',
        summary: 'Read a site with what was taken and refused in the last week',
        params: TEXT_ID_PARAMS,
        response: answers(SITE, 'The site.'),
      },
    },
    async ({ params }) => await present(await sites.get(workspace, params.id)),
  );

  app.patch(
    '/sites/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeSite',
        summary: 'Change the name or settings of a site; what is left out stays',
        params: TEXT_ID_PARAMS,
        body: SiteChangesSchema,
        response: answers(SITE, 'The site.'),
      },
    },
    async ({ params, body }) => await present(await sites.change(workspace, params.id, body)),
  );

  app.post(
    '/sites/:id/rotate-key',
    {
      schema: {
        tags: TAGS,
        operationId: 'rotateSiteKey',
        summary: 'Make another write key or secret key',
        description:
          'The old write key goes on for `keepHours`, because pages lie in caches; the old secret key ends at once.',
        params: TEXT_ID_PARAMS,
        body: RotationSchema,
        response: answers(
          Type.Union([SITE, WITH_SECRET]),
          'The site, with the new secret key where that was asked for.',
        ),
      },
    },
    async ({ params, body }) => {
      if (body.key === 'write') {
        return await present(await sites.rotateWriteKey(workspace, params.id, body.keepHours ?? KEPT_HOURS));
      }
      const { site, secretKey } = await sites.rotateSecretKey(workspace, params.id);
      return { ...(await present(site)), secretKey };
    },
  );

  app.delete(
    '/sites/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteSite',
        summary: 'Delete a site; what contacts did there stays theirs',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await sites.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );
}
