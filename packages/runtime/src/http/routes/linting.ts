import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { lintDraft } from '../lint-draft';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { FindingSchema } from '../schemas/workflow';

/** What is likely not meant so in a workflow. */
export function lintRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workflows, workspace } = dependencies;

  app.post(
    '/workflows/:id/lint',
    {
      schema: {
        tags: ['Workflows'],
        operationId: 'lintWorkflow',
        summary: 'Look for what is likely not meant so in the draft of a workflow',
        description:
          'It is read and not run. `error`: it fails for everybody who comes there; `warning`: it works, and hardly as meant; `hint`: good to know. None of them keeps a workflow from being published.',
        params: TEXT_ID_PARAMS,
        response: answers(Type.Object({ findings: Type.Array(componentOf(FindingSchema)) }), 'What was found.'),
      },
    },
    async ({ params: { id } }) => ({ findings: await lintDraft(dependencies, await workflows.get(workspace, id)) }),
  );
}
