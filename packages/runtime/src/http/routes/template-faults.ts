import { Type } from '@sinclair/typebox';

import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TemplateFaultSchema } from '../schemas/whatsapp';

const TAGS = ['Senders'];
const KEY = Type.Object({ sender: Type.String(), name: Type.String(), language: Type.String() });

/** WhatsApp templates that their provider does not take: steps that use them stop. */
export function templateFaultRoutes(app: ApiApp, { templateFaults, workspace }: HttpDependencies): void {
  app.get(
    '/template-faults',
    {
      schema: {
        tags: TAGS,
        operationId: 'listTemplateFaults',
        summary: 'List WhatsApp templates that are not taken',
        response: answers(
          Type.Object({ data: Type.Array(componentOf(TemplateFaultSchema)) }),
          'Those that steps stop at now, with the reason.',
        ),
      },
    },
    async () => {
      const faults = await templateFaults.list(workspace);
      return { data: faults.map(({ sinceAt, ...fault }) => ({ ...fault, since: toIso(sinceAt) })) };
    },
  );

  app.delete(
    '/template-faults',
    {
      schema: {
        tags: TAGS,
        operationId: 'forgetTemplateFault',
        summary: 'Say that a template was mended: steps try it again',
        querystring: KEY,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ query }, reply) => {
      if (await templateFaults.forget(workspace, query)) return await reply.code(204).send();
      throw new CodedUserError('NOT_FOUND', `Nothing is known against the template "${query.name}".`, { ...query });
    },
  );
}
