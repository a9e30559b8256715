import { Type } from '@sinclair/typebox';

import { CodedOperationalError, seconds } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers } from '../schemas/answers';

/** A database that takes longer is as good as gone for whoever waits for an answer. */
const PATIENCE = seconds(3);

/** For load balancers, containers and people: whether this server can do its work. */
export function healthRoute(app: ApiApp, dependencies: HttpDependencies): void {
  app.get(
    '/healthz',
    {
      schema: {
        tags: ['Server'],
        operationId: 'getHealth',
        summary: 'Whether the server can do its work',
        security: [],
        response: answers(
          Type.Object({ status: Type.Literal('ok') }, { additionalProperties: true }),
          'It can. 503 while the database does not answer.',
        ),
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      return { status: 'ok', ...(await answered(dependencies.health())) };
    },
  );
}

/** @throws DATABASE_UNAVAILABLE */
async function answered<Facts>(facts: Promise<Facts>): Promise<Facts> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE.milliseconds);
  });
  try {
    return await Promise.race([facts, silence]);
  } catch (error) {
    throw new CodedOperationalError('DATABASE_UNAVAILABLE', 'The database does not answer.', undefined, error);
  } finally {
    clearTimeout(timer);
  }
}
