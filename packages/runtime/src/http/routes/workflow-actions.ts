import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import { countTriggers } from '../count-triggers';
import type { HttpDependencies } from '../http-dependencies';
import { lintDraft } from '../lint-draft';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, TEXT_ID_PARAMS } from '../schemas/basics';
import { WorkflowSchema } from '../schemas/workflow';

const TAGS = ['Workflows'];
const WORKFLOW = componentOf(WorkflowSchema);

/** Switching workflows on and off, and running one by hand. */
export function workflowActionRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workflows, host, live, engine, workspace } = dependencies;

  app.post(
    '/workflows/:id/activate',
    {
      schema: {
        tags: TAGS,
        operationId: 'activateWorkflow',
        summary: 'Publish the draft and let contacts, calls and schedules enter it',
        params: TEXT_ID_PARAMS,
        response: answers(WORKFLOW, 'The workflow, active, and what the linter says of it.'),
      },
    },
    async ({ params: { id } }) => {
      await live.activate(workspace, id);
      const row = await workflows.get(workspace, id);
      const findings = await lintDraft(dependencies, row);
      return { ...presentWorkflow(row, countTriggers(row.nodes, host.nodeTypes)), findings };
    },
  );

  app.post(
    '/workflows/:id/deactivate',
    {
      schema: {
        tags: TAGS,
        operationId: 'deactivateWorkflow',
        summary: 'Let nothing enter it any more',
        description: 'Executions that run or wait go on with the version that they began with.',
        params: TEXT_ID_PARAMS,
        response: answers(WORKFLOW, 'The workflow, inactive.'),
      },
    },
    async ({ params: { id } }) => {
      await live.deactivate(workspace, id);
      return presentWorkflow(await workflows.get(workspace, id));
    },
  );

  app.post(
    '/workflows/:id/run',
    {
      schema: {
        tags: TAGS,
        operationId: 'runWorkflow',
        summary: 'Run a workflow by hand',
        description: 'Begins and returns at once; GET /executions/{id} tells how it went.',
        params: TEXT_ID_PARAMS,
        response: answers(Type.Object({ executionId: NUMBER_ID }), 'The execution that was begun.'),
      },
    },
    async ({ params }) => await engine.runByHand(workspace, params.id),
  );
}
