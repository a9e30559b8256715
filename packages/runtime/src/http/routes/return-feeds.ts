import { Type } from '@sinclair/typebox';

import { ESPS } from '../../returns';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { oneOf } from '../schemas/basics';
import { ReturnFeedKeysSchema, ReturnFeedSchema } from '../schemas/return-feed';

const TAGS = ['Returns'];
const PARAMS = Type.Object({ provider: oneOf(ESPS) });
const FEEDS = Type.Object({ data: Type.Array(componentOf(ReturnFeedSchema)) });

/** By which ways bounces and complaints are heard of. */
export function returnFeedRoutes(app: ApiApp, { feeds, feedTokens, publicUrl, workspace }: HttpDependencies): void {
  app.get(
    '/return-feeds',
    {
      schema: {
        tags: TAGS,
        operationId: 'listReturnFeeds',
        summary: 'The addresses that mail servers and mail services report to',
        description: 'They are secrets: who knows the one for mail can tell that messages came back.',
        response: answers(FEEDS, 'All of them, whether set up or not.'),
      },
    },
    async () => {
      const known = new Map((await feeds.list(workspace)).map(({ provider, updatedAt }) => [provider, updatedAt]));
      const mail = { provider: 'mail', url: `${publicUrl}/hooks/mail/${feedTokens.of(workspace, 'mail')}` };
      const services = ESPS.map((provider) => {
        const since = known.get(provider);
        const url = `${publicUrl}/hooks/esp/${provider}/${feedTokens.of(workspace, provider)}`;
        return { provider, url, keysSince: since === undefined ? null : toIso(since) };
      });
      return { data: [{ ...mail, keysSince: null }, ...services] };
    },
  );

  app.put(
    '/return-feeds/:provider',
    {
      schema: {
        tags: TAGS,
        operationId: 'saveReturnFeed',
        summary: 'Store what proves the calls of a mail service',
        description:
          'ses: topicArn. sendgrid: publicKey, the verification key. mailgun: signingKey, the HTTP webhook signing key. postmark: user and password, as in the address that it is given. They are stored encrypted and shown nowhere.',
        params: PARAMS,
        body: ReturnFeedKeysSchema,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { provider }, body }, reply) => {
      await feeds.save(workspace, provider, body);
      return await reply.code(204).send();
    },
  );

  app.delete(
    '/return-feeds/:provider',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteReturnFeed',
        summary: 'Take no more calls of a mail service',
        params: PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { provider } }, reply) => {
      await feeds.delete(workspace, provider);
      return await reply.code(204).send();
    },
  );
}
