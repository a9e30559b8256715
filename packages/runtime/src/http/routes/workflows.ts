import { Type } from '@sinclair/typebox';

import type { entities } from '../../db';
import { throwOnIssues } from '../../n8n-host';
import { parseWorkflow } from '../../workflows';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import { countTriggers } from '../count-triggers';
import { encodeCursor, readOffset } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { lintDraft } from '../lint-draft';
import { presentWorkflow } from '../present-workflow';
import { answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { pageOf, pageQuery } from '../schemas/page';
import { WorkflowInputSchema, WorkflowSchema, type WorkflowAnswer } from '../schemas/workflow';

const TAGS = ['Workflows'];
const WORKFLOW = componentOf(WorkflowSchema);
const LIST_QUERY = pageQuery({
  active: Type.Optional(Type.Boolean()),
  name: Type.Optional(Type.String({ description: 'The whole name.' })),
  excludePinnedData: Type.Optional(Type.Boolean()),
});

/** Reading and writing workflows, as n8n's public API. */
export function workflowRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { workflows, host, live, workspace } = dependencies;
  const present = (row: entities.WorkflowEntity): WorkflowAnswer =>
    presentWorkflow(row, row.active === 1 ? countTriggers(row.nodes, host.nodeTypes) : 0);
  const presentChecked = async (row: entities.WorkflowEntity): Promise<WorkflowAnswer> => ({
    ...present(row),
    issues: await host.check(row),
  });

  app.get(
    '/workflows',
    {
      schema: {
        tags: TAGS,
        operationId: 'listWorkflows',
        summary: 'List workflows, oldest first',
        querystring: LIST_QUERY,
        response: answers(pageOf(WORKFLOW), 'A page of workflows.'),
      },
    },
    async ({ query }) => {
      const { limit, offset } = readOffset(query);
      const { active, name, excludePinnedData } = query;
      const rows = await workflows.list(workspace, { limit: limit + 1, offset, active, name });
      const data = rows.slice(0, limit).map((row) => {
        const { pinData, ...workflow } = present(row);
        return excludePinnedData === true ? workflow : { ...workflow, pinData };
      });
      return { data, nextCursor: rows.length > limit ? encodeCursor({ limit, offset: offset + limit }) : null };
    },
  );

  app.get(
    '/workflows/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getWorkflow',
        summary: 'Read a workflow',
        params: TEXT_ID_PARAMS,
        response: answers(WORKFLOW, 'The workflow, with what keeps it from running.'),
      },
    },
    async ({ params }) => await presentChecked(await workflows.get(workspace, params.id)),
  );

  app.post(
    '/workflows',
    {
      validatorCompiler: bodyCheckedByStore,
      schema: {
        tags: TAGS,
        operationId: 'createWorkflow',
        summary: 'Create a workflow',
        description:
          'It is a draft until it is activated, and may be incomplete: `issues` lists what keeps it from running. A document that is no workflow is refused.',
        body: WorkflowInputSchema,
        response: answers(WORKFLOW, 'The workflow, inactive.'),
      },
    },
    async ({ body }) => await presentChecked(await workflows.create(workspace, parseWorkflow(body))),
  );

  app.put(
    '/workflows/:id',
    {
      validatorCompiler: bodyCheckedByStore,
      schema: {
        tags: TAGS,
        operationId: 'replaceWorkflow',
        summary: 'Replace a workflow',
        description:
          'An active workflow is published again at once. Where that is not possible, nothing is changed and the old version stays live.',
        params: TEXT_ID_PARAMS,
        body: WorkflowInputSchema,
        response: answers(WORKFLOW, 'The workflow.'),
      },
    },
    async ({ params: { id }, body }) => {
      const before = await workflows.get(workspace, id);
      const document = parseWorkflow(body);
      if (before.active === 0) return await presentChecked(await workflows.update(workspace, id, document));
      throwOnIssues(await host.check({ ...document, workspace }));
      await workflows.update(workspace, id, document);
      try {
        await live.activate(workspace, id);
      } catch (error) {
        await workflows.update(workspace, id, { ...before, active: true });
        throw error;
      }
      const after = await workflows.get(workspace, id);
      return { ...(await presentChecked(after)), findings: await lintDraft(dependencies, after) };
    },
  );

  app.delete(
    '/workflows/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteWorkflow',
        summary: 'Delete a workflow, its versions and its executions',
        params: TEXT_ID_PARAMS,
        response: answers(WORKFLOW, 'The workflow as it was.'),
      },
    },
    async ({ params: { id } }) => {
      const row = await workflows.get(workspace, id);
      if (row.active === 1) await live.deactivate(workspace, id);
      await workflows.delete(workspace, id);
      return present(row);
    },
  );
}
